"""Sentences of a sensitivity study in English and Chinese."""

from govsim.report.words import FRAME

WORDS: dict[str, dict[str, str]] = {
    "en": FRAME["en"]
    | {
        "title": "What matters for {subject}",
        "one": "{a}",
        "two": "the difference {b} less {a}",
        "setting": "{place} {years:g} years; {factors} factors at {points:,} points, each in "
        "the same {worlds} world{s}: {runs:,} runs. Method: {method}.",
        "morris": "Morris' screening, {samples} trajectories",
        "sobol": "Sobol's indices, {samples} points of the sequence",
        "both": "Levers that are varied are set alike in both set-ups.",
        "morris_found": "**{outcome}** ({unit}): {found} of {count} factors stand out. "
        "First, {items}.",
        "sobol_found": "**{outcome}**: {found} of {count} factors stand out. First, "
        "{items}.",
        "item_morris": "{label}: moves it by {value} {bounds} on average over its range{way}",
        "item_sobol": "{label}: {value} {bounds} of the variance, {alone} by itself",
        "up": ", upward at every step tried",
        "down": ", downward at every step tried",
        "tie": " These cannot be put in order.",
        "none": "**{outcome}**: no factor stands out.",
        "still": "**{outcome}**: nothing moves it.",
        "unjudged": "**{outcome}**: with one world, luck cannot be told from factors; take "
        "two or more.",
        "nulls": "**{outcome}** has no value at some of the points in any world, so nothing "
        "is said of it.",
        "table": "## Indices",
        "top": "The first {top}; all are in indices.csv.",
        "head_morris": "| factor | range | μ* | 95 % | σ | 95 % | direction | luck | |",
        "head_sobol": "| factor | range | total | 95 % | alone | 95 % | luck | |",
        "stands": "stands out",
        "luck": "does not stand out",
        "ways": "up|down|varies|–",
        "noise": "## How much is luck",
        "noise_head": "| outcome | between points | between seeds | left with common worlds "
        "| share of luck in what is analysed |",
        "noise_text": "Variances. *Between seeds* is what worlds differ at a fixed point. All "
        "points are run in the same worlds, so what a world does to every point alike "
        "cancels; what is *left*, divided by {worlds} worlds, is in the numbers above. "
        "A factor stands out if the interval of its index lies above that noise and the index is at least a hundredth of the largest; few points make intervals wide.",
        "one_world": "One world was run, so luck and factors cannot be told apart.",
        "read_morris": "μ* is the mean size of the change of the outcome when a factor "
        "crosses its whole range (steps of two thirds, scaled up), σ how much that change "
        "depends on where the others stand. For levers that are words, which have no "
        "order, μ* is the mean size of the change from one word, drawn by lot, to another; "
        "it has no direction. Assumptions of one rule file that move together have no σ. "
        "Ranges are those on the cards unless named; a wider range makes any factor matter "
        "more. Few trajectories sort out what does not matter; they do not rank what does.",
        "read_sobol": "The total index is the share of the outcome's variance that would "
        "remain if only this factor were left free; the first-order index is what the "
        "factor does by itself. Words have equal shares, and variances ask for no order. "
        "Ranges are those on the cards unless named; factors not named stand at their "
        "defaults. Luck adds to every total index about as much as the table says.",
        "next_none": "more worlds or points: `{command}`.",
        "next_zoom": "look into the first rules' assumptions one by one: `{command}`.",
        "next_sobol": "measure shares of the variance for the first factors: `{command}`.",
        "next_describe": "read the first factor's card: `{command}`.",
        "sep": "; ",
    },
    "zh": FRAME["zh"]
    | {
        "title": "什么因素重要:{subject}",
        "one": "{a}",
        "two": "{b} 减 {a} 的差异",
        "setting": "{place}{years:g} 年;{factors} 个因素、{points:,} 个取值点,每点均在相同的 "
        "{worlds} 个世界中运行,共 {runs:,} 次。方法:{method}。",
        "morris": "Morris 筛选法,{samples} 条轨迹",
        "sobol": "Sobol 指数,序列 {samples} 点",
        "both": "被改变的政策杠杆在两种方案中取值相同。",
        "morris_found": "**{outcome}**({unit}):{count} 个因素中 {found} 个突出。居前的:{items}。",
        "sobol_found": "**{outcome}**:{count} 个因素中 {found} 个突出。居前的:{items}。",
        "item_morris": "{label}:跨越其取值范围时平均变动 {value} {bounds}{way}",
        "item_sobol": "{label}:占方差的 {value} {bounds},其中自身 {alone}",
        "up": ",所试各步均向上",
        "down": ",所试各步均向下",
        "tie": "以上几项无法排出先后。",
        "none": "**{outcome}**:没有突出的因素。",
        "still": "**{outcome}**:没有变化。",
        "unjudged": "**{outcome}**:只有一个世界,无法区分随机波动与因素的作用;请至少取两个。",
        "nulls": "**{outcome}** 在部分取值点的所有世界中都没有值,因此不作判断。",
        "table": "## 指数",
        "top": "仅列前 {top} 项,全部见 indices.csv。",
        "head_morris": "| 因素 | 取值范围 | μ* | 95 % | σ | 95 % | 方向 | 随机波动 | |",
        "head_sobol": "| 因素 | 取值范围 | 总效应 | 95 % | 自身 | 95 % | 随机波动 | |",
        "stands": "突出",
        "luck": "不突出",
        "ways": "向上|向下|不一|–",
        "noise": "## 随机波动有多大",
        "noise_head": "| 结果 | 取值点之间 | 种子之间 | 共同世界抵消后 | 所分析数值中随机波动的占比 |",
        "noise_text": "均为方差。“种子之间”指同一取值点上各世界的差别。所有取值点都在相同的世界中运行,"
        "一个世界对各点相同的影响因此抵消;“抵消后”的部分除以 {worlds} 个世界,就是上面数值中的随机成分。"
        "指数的区间高于这一水平、且指数不低于最大者的百分之一,才算突出;取值点太少时区间也宽。",
        "one_world": "只运行了一个世界,无法区分随机波动与因素的作用。",
        "read_morris": "μ* 是因素跨越整个取值范围时结果变化幅度的均值(步长为三分之二,按比例放大),σ 是这一变化"
        "在多大程度上取决于其他因素。以词取值的杠杆没有大小顺序,μ* 是随机抽取两个词、从一个换到另一个时变化幅度"
        "的均值,没有方向。同一规则文件中一起变动的假设没有 σ。取值范围未另行指定时均为卡片上的范围;范围越宽,"
        "任何因素都会显得越重要。轨迹少时能排除不重要的因素,不能给重要的因素排序。",
        "read_sobol": "总效应指数是只让该因素自由变动时结果方差中仍会保留的占比;一阶指数是该因素自身的作用。"
        "词的取值各占相等份额,方差不需要顺序。取值范围未另行指定时均为卡片上的范围;未列出的因素取默认值。"
        "随机波动给每个总效应指数增加的大小约如表中所示。",
        "next_none": "增加世界或取值点:`{command}`。",
        "next_zoom": "逐个查看居前规则中的假设:`{command}`。",
        "next_sobol": "为居前的因素计算方差占比:`{command}`。",
        "next_describe": "阅读居首因素的卡片:`{command}`。",
        "sep": ";",
    },
}
