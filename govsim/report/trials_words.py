"""Sentences about trials in English and Chinese."""

from govsim.report.words import FRAME

ESTIMATORS = {
    "did": {"en": "two-way effects, clustered", "zh": "双向固定效应(聚类)"},
    "did_wild": {"en": "the same, wild bootstrap", "zh": "双向固定效应(wild 自助法)"},
    "group_time": {
        "en": "by wave and period",
        "zh": "分批次分时期(Callaway–Sant'Anna)",
    },
    "did_elsewhere": {"en": "against another district", "zh": "以另一街道为对照"},
}

CHOICES = {
    "random": {"en": "drawn by lot in each world", "zh": "在每个世界中随机抽取"},
    "best": {
        "en": "chosen as those doing best on {rank} over the year before",
        "zh": "入选的是此前一年{rank}最好的社区",
    },
    "worst": {
        "en": "chosen as those doing worst on {rank} over the year before",
        "zh": "入选的是此前一年{rank}最差的社区",
    },
    "willing": {
        "en": "chosen as those whose committees most want to serve residents",
        "zh": "入选的是居委会服务居民意愿最强的社区",
    },
    "named": {"en": "named beforehand ({rows})", "zh": "事先指定({rows})"},
}

WORDS: dict[str, dict[str, str]] = {
    "en": FRAME["en"]
    | {
        "title": "A trial: {name}",
        "setting": "Under *{scenario}*, {treated} of {count} communities ({adults:,} adults in all) "
        "get {levers}, {who}. {when} {worlds} worlds of {months} months; each is run with the pilot "
        "and without it, everything else being the same. The analyst sees half of that: the "
        "communities of the world with the pilot, in periods of {period} months.",
        "start_one": "It begins in month {start}",
        "start_more": "Waves begin in months {starts} (communities: {counts})",
        "for_good": ", for good.",
        "ends": ", for {length} months.",
        "early": " Preparations ({levers}) begin {months} months before; the analyst does not know of them.",
        "found": "- **{outcome}.** True effect on the treated: **{truth}** ({unit}). The usual estimate "
        "(two-way effects) is {estimate} on average: {bias}. Its 95 % intervals hold the truth in "
        "{coverage} of worlds; {power}; {sign}; a pilot that changes nothing is "
        "found to work or harm in {alarms} of worlds.",
        "null": "- **{outcome}.** No figures: its denominators are empty in some periods.",
        "no_effect": "- **{outcome}.** The pilot has no effect at all here. The usual estimate is {estimate} on "
        "average; its interval leaves out 0 in {alarms} of worlds.",
        "unbiased": "no bias is seen",
        "biased": "a bias of {bias} [{low}, {high}], {share} of the effect",
        "made_of": ", mostly {part}",
        "from_luck": "from how communities were chosen and would have gone on anyway",
        "from_spilling": "from effects on the communities it is compared with",
        "from_weighting": "from how effects are averaged over months and waves",
        "power": "they leave out 0 on the right side in {power}",
        "sign": "the sign is wrong in {wrong}",
        "spill": "- On communities that never join, {outcome} changes by {value} [{low}, {high}] in the last year.",
        "no_spill": "- Communities that never join are untouched, on every outcome: no pool or example carries the "
        "effect over to them here.",
        "after": "- A year and more after a pilot's end, {value} [{low}, {high}] of {outcome} is left (truth).",
        "table": "## How good is each estimator?",
        "head": "| estimator | estimate | bias [95 %] | stated / true error | coverage | power | wrong sign | "
        "false alarms | bias: luck, spill-over, weights |",
        "outcome_line": "**{outcome}** ({unit}): true effect {truth}",
        "spilling": "## Beyond the pilot",
        "read_text": "*Coverage* should be 95 %, *false alarms* 5 %; with {worlds} worlds either may miss by "
        "{margin} by chance. *Stated / true error* compares the standard error an analyst reports with how far "
        "estimates scatter around the truth: below 1, intervals are too short. *False alarms* come from the "
        "same analysis of the same communities in the world without the pilot, where the true effect is "
        "exactly 0. The bias is cut into three parts that add up to it: what the estimator finds where "
        "nothing was done (*luck*: chance, other trends, a choice of communities that would have risen or "
        "fallen anyway), effects on communities used for comparison (*spill-over*), and effects averaged in "
        "another way than over treated communities and months (*weights*). *Against another district* takes "
        "all communities of a district drawn anew for comparison: no spill-over, but other luck. "
        "Worlds differ by chance{sets}; the model has no map, so spill-over runs through shared pools and "
        "examples, not between neighbours.",
        "sets": " and by plausible assumptions",
        "again_text": 'The runs are kept with all outcomes: `govsim.trial("{folder}").table(["…"])` looks at '
        "others without running anything.",
        "next_cover": "intervals are too short ({coverage}): prefer the wild bootstrap, more communities, or longer "
        "periods (`period`).",
        "next_power": "power is low ({power}): more communities, more months, or a stronger lever.",
        "next_bias": 'the choice of communities biases the estimate: try `choose = "random"`.',
        "next_spill": "the comparison is touched by the pilot: compare with another district.",
        "next_none": "the design holds for {outcome}; try another choice of communities, or fewer of them.",
        "sep": ", ",
    },
    "zh": FRAME["zh"]
    | {
        "title": "试点评估:{name}",
        "setting": "在*{scenario}*之下,{count} 个社区(共 {adults:,} 名成年居民)中有 {treated} 个实行 {levers},{who}。{when}"
        "共 {worlds} 个世界,各 {months} 个月;每个世界分别在有试点和无试点的情况下运行,其余完全相同。评估者只看到其中一半:"
        "有试点的世界中的各社区,以 {period} 个月为一期。",
        "start_one": "第 {start} 个月开始",
        "start_more": "分批开始,月份为 {starts}(社区数:{counts})",
        "for_good": ",此后一直实行。",
        "ends": ",为期 {length} 个月。",
        "early": "此前 {months} 个月已有准备({levers}),评估者并不知道。",
        "found": "- **{outcome}。** 对试点社区的真实效应:**{truth}**({unit})。常用估计(双向固定效应)平均为 {estimate}:{bias}。"
        "其 95 % 区间在 {coverage} 的世界中含有真值;{power};{sign};什么都不改变的“试点”在 {alarms} 的世界中被误判为有作用。",
        "null": "- **{outcome}。** 无数值:某些时期分母为空。",
        "no_effect": "- **{outcome}。** 试点在此毫无效应。常用估计平均为 {estimate};其区间在 {alarms} 的世界中不含 0。",
        "unbiased": "未见偏差",
        "biased": "偏差为 {bias} [{low}, {high}],相当于效应的 {share}",
        "made_of": ",主要{part}",
        "from_luck": "来自社区的选取方式以及它们本来就会有的变化",
        "from_spilling": "来自对照社区也受到的影响",
        "from_weighting": "来自对各月、各批次效应的加权方式",
        "power": "在 {power} 的世界中区间落在 0 的正确一侧",
        "sign": "在 {wrong} 的世界中符号相反",
        "spill": "- 对从未加入的社区:最后一年{outcome}的变化为 {value} [{low}, {high}]。",
        "no_spill": "- 从未加入的社区在各项结果上都不受影响:这里没有共享资源或示范把效应带过去。",
        "after": "- 试点结束一年以后,{outcome}还留下 {value} [{low}, {high}](真值)。",
        "table": "## 各种估计方法有多好",
        "head": "| 估计方法 | 估计值 | 偏差 [95 %] | 报告误差/真实误差 | 覆盖率 | 检验力 | 符号相反 | 误报 | 偏差:运气、外溢、权重 |",
        "outcome_line": "**{outcome}**({unit}):真实效应 {truth}",
        "spilling": "## 试点之外",
        "read_text": "*覆盖率*应为 95 %,*误报*应为 5 %;只有 {worlds} 个世界时,两者都可能因偶然偏离 {margin}。*报告误差/真实误差*"
        "比较评估者报告的标准误与估计值围绕真值的实际离散:小于 1 则区间过窄。*误报*来自对无试点世界中同样社区所做的同样分析,"
        "那里的真实效应恰好为 0。偏差分为相加等于总和的三部分:什么都没做时也会得到的数值(*运气*:偶然、其他趋势、所选社区本来就会上升或下降)、"
        "对照社区受到的影响(*外溢*),以及未按试点社区与月份平均计算效应(*权重*)。*以另一街道为对照*使用重新抽取的另一街道的全部社区:"
        "没有外溢,但运气不同。各世界之间的差别来自偶然{sets};模型没有地图,外溢经由共享资源与示范,而不是相邻关系。",
        "sets": "以及不同的合理假设",
        "again_text": '各次运行保留了全部结果:`govsim.trial("{folder}").table(["…"])` 可查看其他结果,无需重新运行。',
        "next_cover": "区间过窄({coverage}):宜用 wild 自助法、更多社区或更长的时期(`period`)。",
        "next_power": "检验力偏低({power}):增加社区、月份,或加大力度。",
        "next_bias": '社区的选取方式使估计有偏:可试 `choose = "random"`。',
        "next_spill": "对照社区也受到试点影响:宜与另一街道比较。",
        "next_none": "该设计对{outcome}是可靠的;可再试其他选取方式或更少的社区。",
        "sep": "、",
    },
}
