"""Sentences of calibrations in English and Chinese."""

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "title": "Calibration: {name}",
        "setting": "{parameters} parameters were fitted to {targets} targets with {runs:,} runs "
        "({points:,} points in {waves} wave{s}, {check} likely sets run again; "
        "{replicates} world{t} a point). Seed {seed}.",
        "short": "## In short",
        "left": "What the targets leave of the range: **{share}**.",
        "empty": "**No set within the ranges comes to all targets.** The nearest leaves the worst "
        "target {reached:.1f} errors off (allowed: {cutoff:.1f}). What follows describes the "
        "sets nearest to the targets; they are not plausible.",
        "met": "Run again, the likely sets meet **{met} of {count}** targets.",
        "missed": "Not met: {items}.",
        "partly": "Met by some of the sets only: {items}.",
        "item": "{name} ({got}, wanted {wanted}, {verdict})",
        "item_partly": "{name} ({got}, wanted {wanted}, by {share:.0%} of the sets)",
        "determined": "The data determine {items}.",
        "narrowed": "The data narrow {items}.",
        "nothing": "The data say nothing about {items}.",
        "tied": "Known only together: {items}.",
        "tie": "{a} and {b} (correlation {r})",
        "failed": "{count} run{s} failed and cost only their row; the first: {error}",
        "targets": "## Targets",
        "targets_head": "| target | wanted | came to | 90 % of the sets | verdict | rules out by "
        "itself | foretold |",
        "parameters": "## Parameters",
        "parameters_head": "| parameter | default | best set | likely (90 %) | width left | the "
        "data … | moves most |",
        "pairs": "## Two together",
        "pairs_head": "| parameter | parameter | correlation |",
        "waves": "## Waves",
        "waves_head": "| wave | points | failed runs | left of the range |",
        "nothing_left": "nothing ({reached:.1f} errors off)",
        "recovery": "## Would known parameters be found?",
        "recovery_text": "{truths} sets drawn from the ranges were run, and what came out was "
        "calibrated against in the targets' place, with the same emulators. The 90 % intervals "
        "held the truth in **{covered:.0%}** of the cases (95 % interval {low:.0%} to {high:.0%}; "
        "if all is right it is 90 %).",
        "recovery_head": "| parameter | truth held | 95 % interval | true against estimated (rank "
        "correlation) | width left |",
        "sure": "## How to read this",
        "read": "**Method.** Gaussian processes learn from the points what each target comes to; "
        "what lies further from a target than all errors allow is ruled out, wave by wave "
        "(history matching). Errors are that of the measurement, the model's own, chance between "
        "worlds and the emulator's. Within what is left, sets are drawn by rejection with "
        "regression adjustment (ABC). A set counts as likely only together with its emulators; "
        "therefore {check} were run again. *Width left* is the 90 % interval after over before: "
        "up to 0.40 counts as determined, above 0.85 as nothing said, unless it goes with another parameter (correlation 0.5 or more). *Foretold* is the share of "
        "the points' variance that the emulator foretells for points left out; a low one "
        "means that nothing fitted moves the target, or that the points are too few. *Rules out* "
        "is the share of the range that one target excludes.",
        "read_band": "Within a band every value is as good as any other; so a band that is wide "
        "says little, and a target that is met is no evidence for the model: it was fitted. "
        "Only rows never fitted count as validation (`govsim validate --role unfitted`).",
        "read_prior": "Before the data every value of a range is alike. Ranges are those of the "
        "file; other ranges give other likely sets. Parameters not named stand at their defaults.",
        "no_discrepancy": "No target allows for what a good model of this kind still gets wrong "
        "(discrepancy = 0), so the intervals are narrower than what is known.",
        "again": "## Do it again",
        "next": "## Next",
        "next_text": "`posterior.csv` holds {sets} equally likely sets, one column a parameter.",
        "met_word": "met",
        "partly_word": "partly",
        "too low": "too low",
        "too high": "too high",
        "not measured": "not measured",
        "determined_word": "determine it",
        "narrowed_word": "narrow it",
        "tied_word": "tie it to another",
        "nothing_word": "say nothing",
        "all": "all",
        "sep": ", ",
        "semi": "; ",
        "under": "less than 0.01 %",
    },
    "zh": {
        "title": "校准：{name}",
        "setting": "用 {runs:,} 次运行（{waves} 轮共 {points:,} 个取值点，另有 {check} 组可能的参数重新运行；"
        "每点 {replicates} 个世界），使 {parameters} 个参数拟合 {targets} 个目标。随机种子 {seed}。",
        "short": "## 结论",
        "left": "目标在取值范围中留下的部分：**{share}**。",
        "empty": "**取值范围内没有任何一组参数能同时达到所有目标。** 最接近的一组，其最差目标仍偏离 {reached:.1f} "
        "个误差（允许 {cutoff:.1f}）。以下描述的是最接近目标的参数组，它们并不可信。",
        "met": "重新运行后，可能的参数组达到了 {count} 个目标中的 **{met}** 个。",
        "missed": "未达到：{items}。",
        "partly": "仅部分参数组达到：{items}。",
        "item": "{name}（得到 {got}，目标 {wanted}，{verdict}）",
        "item_partly": "{name}（得到 {got}，目标 {wanted}，{share:.0%} 的参数组达到）",
        "determined": "数据可确定：{items}。",
        "narrowed": "数据有所收窄：{items}。",
        "nothing": "数据对以下参数未提供任何信息：{items}。",
        "tied": "只能一起确定：{items}。",
        "tie": "{a}与{b}（相关系数 {r}）",
        "failed": "{count} 次运行失败，只损失相应的行；第一次：{error}",
        "targets": "## 目标",
        "targets_head": "| 目标 | 要求 | 得到 | 90 % 的参数组 | 判断 | 单独排除 | 可预报 |",
        "parameters": "## 参数",
        "parameters_head": "| 参数 | 默认值 | 最佳组 | 可能范围（90 %） | 剩余宽度 | 数据 | 影响最大的目标 |",
        "pairs": "## 两两关系",
        "pairs_head": "| 参数 | 参数 | 相关系数 |",
        "waves": "## 各轮",
        "waves_head": "| 轮 | 取值点 | 失败的运行 | 剩余范围 |",
        "nothing_left": "无（偏离 {reached:.1f} 个误差）",
        "recovery": "## 能找回已知的参数吗？",
        "recovery_text": "从取值范围中抽取 {truths} 组参数并运行，用得到的结果代替目标，以同样的仿真器校准。"
        "90 % 区间在 **{covered:.0%}** 的情形中包含真值（95 % 区间为 {low:.0%} 至 {high:.0%}；"
        "方法正确时应为 90 %）。",
        "recovery_head": "| 参数 | 包含真值 | 95 % 区间 | 真值与估计（秩相关） | 剩余宽度 |",
        "sure": "## 如何理解",
        "read": "**方法。** 高斯过程从取值点学习各目标的结果；偏离目标超过全部误差所允许的部分逐轮排除（历史匹配）。"
        "误差包括测量误差、模型自身的误差、世界之间的随机波动和仿真器误差。在剩余部分中，用带回归调整的拒绝抽样（ABC）"
        "抽取参数组。参数组的可能性依赖于仿真器，因此重新运行了 {check} 组。“剩余宽度”是校准后与校准前 90 % 区间之比："
        "不超过 0.40 为可确定，超过 0.85 为未提供信息（除非与另一参数相关系数达 0.5，则只能一起确定）。“可预报”是仿真器对留出的点所能预报的方差占比；"
        "较低说明所拟合的参数都不影响该目标，或取值点太少。“单独排除”是该目标自己所排除的范围占比。",
        "read_band": "区间内的任何值同样好；因此宽的区间提供的信息少，达到目标也不是支持模型的证据：它是拟合出来的。"
        "只有从未用于拟合的条目才算验证（`govsim validate --role unfitted`）。",
        "read_prior": "在看到数据之前，范围内各值的可能性相同。范围以文件为准；换一个范围，可能的参数组也会不同。"
        "未列出的参数取默认值。",
        "no_discrepancy": "没有任何目标考虑到这类模型即使良好也会有的误差（discrepancy = 0），因此区间比实际所知的更窄。",
        "again": "## 重现",
        "next": "## 下一步",
        "next_text": "`posterior.csv` 含 {sets} 组可能性相同的参数，每列一个参数。",
        "met_word": "达到",
        "partly_word": "部分达到",
        "too low": "偏低",
        "too high": "偏高",
        "not measured": "未测得",
        "determined_word": "可确定",
        "narrowed_word": "有所收窄",
        "tied_word": "只能与其他参数一起确定",
        "nothing_word": "未提供信息",
        "all": "全部",
        "sep": "、",
        "semi": "；",
        "under": "不足 0.01 %",
    },
}
