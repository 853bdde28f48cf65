"""Sentences of the summaries in English and Chinese."""

FRAME: dict[str, dict[str, str]] = {
    "en": {
        "short": "## In short",
        "read": "## How to read this",
        "again": "## Do it again",
        "again_line": "Do it again: ",
        "next_head": "## Next",
        "next_line": "Next: ",
    },
    "zh": {
        "short": "## 结论",
        "read": "## 如何理解",
        "again": "## 重现",
        "again_line": "重现:",
        "next_head": "## 下一步",
        "next_line": "下一步:",
    },
}
"""Heads and lead-ins that the pages of all studies share."""

WORDS: dict[str, dict[str, str]] = {
    "en": FRAME["en"]
    | {
        "against": "{b} against {a}",
        "question": "**Question.** {text}",
        "setting": "Same {communities} communities, {adults:,} adults, {years:g} years, "
        "{pairs} worlds. Public money: {money}.",
        "sketches": " No figures stand behind {names}: a sketch enters no claim.",
        "money_same": "{amount:.0f} yuan per adult a year under both",
        "money_all_same": "{amount:.0f} yuan per adult a year under every set-up",
        "money_differs": "not the same ({amounts} yuan per adult a year), so a better "
        "result may only be a dearer one",
        "better": "Under **{b}**, residents are better off than under **{a}** on "
        "{count} of {total} headline outcomes: {items}.",
        "worse": "They are worse off on {count}: {items}.",
        "worse_only": "Under **{b}**, residents are worse off than under **{a}** on "
        "{count} of {total} headline outcomes: {items}.",
        "small": ", small",
        "small_note": "*Small* means less than a fifth of the spread between runs, or less "
        "than 1 % of the level under {a}.",
        "none": "On {count}, no difference was found: {items}.",
        "none_all": "No difference was found on any headline outcome.",
        "leans": "Short of a finding, {b} is ahead in at least nine draws of ten on {up}",
        "leans_and": " and {a} on {down}",
        "leans_down": "Short of a finding, {a} is ahead in at least nine draws of ten on {down}",
        "hangs": "## What the differences hang on",
        "hangs_text": "Assumptions whose value goes with the size of the difference over "
        "the {pairs} draws (rank correlation, corrected for {parameters} tests; so few draws "
        "show only the strongest):",
        "hangs_row": "- {outcome}: {items}",
        "hangs_none": "No single assumption stands out in so few draws.",
        "more": "larger with more {name}",
        "less": "smaller with more {name}",
        "headline": "## The ten headline outcomes",
        "table_head": "| outcome | better if | {a} | {b} | difference | 95 % seeds only | "
        "95 % seeds and assumptions | {b} ahead in | finding |",
        "higher": "higher",
        "lower": "lower",
        "b better": "{b} better",
        "b worse": "{b} worse",
        "no difference found": "no difference found",
        "who": "## Who gains, who loses",
        "who_intro": "Differences by group that hold over worlds and assumptions "
        "({b} minus {a}).",
        "who_all": "- {outcome}: every group {verb}, most {most}, least {least}.",
        "who_some": "- {outcome}: {items} {verb}; no difference was found for the others.",
        "gain": "gains",
        "lose": "loses",
        "gain_some": "gain",
        "lose_some": "lose",
        "who_none": "No group differs by an amount that holds over worlds and "
        "assumptions.",
        "who_spread": "Where groups fare unlike each other: {items}.",
        "hours": "## What the committee's hours go to",
        "hours_head": "| hours per 1,000 adults and month | {names} |",
        "money": "## Where the public money goes",
        "money_head": "| yuan per adult and year | {names} |",
        "leads": "## How often each side leads",
        "leads_text": "Share of the {pairs} draws of plausible assumptions in which "
        "{b} is ahead of {a}:",
        "leads_draw": "Share of the {pairs} worlds in which {b} is ahead of {a}:",
        "leads_warn": "One side leads in more than 95 % of the draws on {items}. Either "
        "the mechanism behind it is strong or it is built in; docs/statistics.md says "
        "which reason we know.",
        "sure": "## How sure",
        "sure_plausible": "Pair *k* is one random world, run under every set-up with the "
        "same draws and the *k*-th set of plausible assumptions ({parameters} numbers "
        "drawn from their ranges). *Seeds only* says how well the runs pin down the "
        "average difference; *seeds and assumptions* says where the difference would lie "
        "in one more world with one more plausible set. A finding needs the wider "
        "interval to leave out 0 and to survive Holm's correction over the ten outcomes. "
        "Pairing cut the variance of the differences to {ratio:.0%} (median) of that of "
        "unpaired runs.",
        "sure_default": "Pair *k* is one random world, run under every set-up with the "
        "same draws and the default assumptions. The intervals are about chance only: "
        "other assumptions may give other results (`--parameters plausible`). Pairing cut "
        "the variance of the differences to {ratio:.0%} (median) of that of unpaired runs.",
        "unknown": "## Not known",
        "unknown_text": "{assumed} of the model's {parameters} behavioural numbers have no "
        "source and are assumptions, among them what one working hour can spend, how "
        "hours follow pulls, what a real stake does to participation and how much effort "
        "answers to being watched. No national figure exists for trust in residents' "
        "committees: its level is assumed. Nothing here is a forecast for a named place.",
        "run_title": "{title}",
        "run_setting": "{communities} communities, {adults:,} adults, {months} months, "
        "seed {seed}. One run is one possible history: compare set-ups with "
        "`govsim compare`.",
        "run_head": "| outcome | opening | figure | unit |",
        "closed": "Books: sources minus uses equal the change of balances in every month "
        "and community (largest gap {gap:.1e} yuan).",
        "figures": "Charts are in `figures/`, columns are explained in `dictionary.md`.",
        "of": "{count} of {pairs}",
        "more_better": "more",
        "sep": ", ",
    },
    "zh": FRAME["zh"]
    | {
        "against": "{b} 与 {a} 的比较",
        "question": "**问题。** {text}",
        "setting": "同样的 {communities} 个社区、{adults:,} 名成年居民、{years:g} 年、"
        "{pairs} 个随机世界。公共资金:{money}。",
        "sketches": "{names} 只是草图,背后没有数据,不能据此立论。",
        "money_same": "两种方案均为每名成年人每年 {amount:.0f} 元",
        "money_all_same": "各方案均为每名成年人每年 {amount:.0f} 元",
        "money_differs": "各方案不同(每名成年人每年 {amounts} 元),结果更好可能只是花钱更多",
        "better": "与 **{a}** 相比,居民在 **{b}** 下有 {count} 项(共 {total} 项主要结果)更好:{items}。",
        "worse": "有 {count} 项更差:{items}。",
        "worse_only": "与 **{a}** 相比,居民在 **{b}** 下有 {count} 项(共 {total} 项主要结果)更差:{items}。",
        "small": ",幅度小",
        "small_note": "“幅度小”指不到各次运行之间标准差的五分之一,或不到 {a} 下水平的 1 %。",
        "none": "有 {count} 项未发现差异:{items}。",
        "none_all": "十项主要结果均未发现差异。",
        "leans": "虽未达到“有发现”的标准,{b} 在至少九成抽样中领先:{up}",
        "leans_and": ";{a} 领先:{down}",
        "leans_down": "虽未达到“有发现”的标准,{a} 在至少九成抽样中领先:{down}",
        "hangs": "## 差异取决于什么",
        "hangs_text": "在 {pairs} 组抽样中,取值与差异大小相关的假设(秩相关,已对 {parameters} 次检验校正;"
        "抽样较少,只能看出最强的):",
        "hangs_row": "- {outcome}:{items}",
        "hangs_none": "抽样太少,没有哪个假设单独突出。",
        "more": "{name}越大差异越大",
        "less": "{name}越大差异越小",
        "headline": "## 十项主要结果",
        "table_head": "| 结果 | 何者为好 | {a} | {b} | 差异 | 95 % 区间(仅随机种子) | "
        "95 % 区间(种子与假设) | {b} 领先 | 判断 |",
        "higher": "高",
        "lower": "低",
        "b better": "{b} 更好",
        "b worse": "{b} 更差",
        "no difference found": "未发现差异",
        "who": "## 谁得益,谁受损",
        "who_intro": "在不同世界与不同假设下都成立的分组差异({b} 减 {a})。",
        "who_all": "- {outcome}:各群体都{verb},最多的是{most},最少的是{least}。",
        "who_some": "- {outcome}:{items}{verb},其余群体未发现差异。",
        "gain": "得益",
        "lose": "受损",
        "gain_some": "得益",
        "lose_some": "受损",
        "who_none": "没有哪个群体的差异在不同世界与假设下都成立。",
        "who_spread": "群体之间处境不同之处:{items}。",
        "hours": "## 居委会工时去向",
        "hours_head": "| 每千名成年人每月工时 | {names} |",
        "money": "## 公共资金去向",
        "money_head": "| 每名成年人每年(元) | {names} |",
        "leads": "## 各方领先的比例",
        "leads_text": "在 {pairs} 组合理假设的抽样中,{b} 领先于 {a} 的比例:",
        "leads_draw": "在 {pairs} 个随机世界中,{b} 领先于 {a} 的比例:",
        "leads_warn": "在以下结果上,一方在超过 95 % 的抽样中领先:{items}。要么机制本身很强,"
        "要么是模型内置的结果;已知原因见 docs/statistics.md。",
        "sure": "## 有多大把握",
        "sure_plausible": "第 *k* 对是同一个随机世界,在各方案下使用相同的随机数和第 *k* 组合理假设"
        "({parameters} 个数值从其取值范围中抽取)。“仅随机种子”说明平均差异测得多准;“种子与假设”说明换一个"
        "世界、换一组合理假设时差异会落在哪里。只有较宽的区间不含 0 且通过十项结果的 Holm 校正,才算有发现。"
        "配对使差异的方差降到不配对时的 {ratio:.0%}(中位数)。",
        "sure_default": "第 *k* 对是同一个随机世界,在各方案下使用相同的随机数和默认假设。区间只反映随机性:"
        "换用其他假设结果可能不同(`--parameters plausible`)。配对使差异的方差降到不配对时的 {ratio:.0%}(中位数)。",
        "unknown": "## 尚不知道的",
        "unknown_text": "模型的 {parameters} 个行为数值中有 {assumed} 个没有来源,属于假设,其中包括:一个工时能"
        "花好多少钱、工时如何随拉力分配、真正的利害对参与有多大作用、努力在多大程度上取决于是否有人看着。"
        "全国没有关于居委会信任度的数据,其水平为假设。这里的结果都不是对某个具体地方的预测。",
        "run_title": "{title}",
        "run_setting": "{communities} 个社区,{adults:,} 名成年居民,{months} 个月,种子 {seed}。"
        "一次运行只是一种可能的历史:比较方案请用 `govsim compare`。",
        "run_head": "| 结果 | 期初 | 数值 | 单位 |",
        "closed": "账目:每月每个社区的来源减用途等于余额变动(最大差额 {gap:.1e} 元)。",
        "figures": "图表在 `figures/` 中,各列说明见 `dictionary.md`。",
        "of": "{pairs} 对中 {count} 对",
        "more_better": "多",
        "sep": "、",
    },
}
