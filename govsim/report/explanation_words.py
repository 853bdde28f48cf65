"""Sentences of an explanation in English and Chinese."""

from govsim.report.words import FRAME

WORDS: dict[str, dict[str, str]] = {
    "en": FRAME["en"]
    | {
        "title": "What makes the difference: {b} against {a}",
        "setting": "{place} {years:g} years, {pairs} worlds, {runs:,} runs; default "
        "assumptions, so that the intervals are about chance only.",
        "setting_plausible": "{place} {years:g} years, {pairs} worlds, each with plausible "
        "assumptions of its own, {runs:,} runs.",
        "exact": "All {mixtures:,} mixtures of the {parts} parts were run in every world.",
        "drawn": "In every world, {orders} orders of joining were drawn among the {parts} "
        "parts; what the drawing adds to the error stands in the table.",
        "shared": "Whether communities share auditors and bidders differs too; it is held "
        "as under {a}.",
        "months": "The scenarios' lengths differ; both run for {months} months, as {a}.",
        "total_found": "**{outcome}**: {value} {bounds} from {a} to {b}, {judged}.",
        "total_none": "**{outcome}**: no difference found between {a} and {b} "
        "({value} {bounds}).",
        "b better": "better for residents",
        "b worse": "worse for residents",
        "b better_neither": "more",
        "b worse_neither": "less",
        "no difference found": "sign not found",
        "found": " Parts whose sign holds: {items}.",
        "found_none": " No part has a sign that holds.",
        "null": " Nothing at all changes through: {items}.",
        "rest": " Sign open: {items}.",
        "needs": " Together they bring {value} {bounds} more than one by one.",
        "overlaps": " Together they bring {value} {bounds} against what they bring one by "
        "one.",
        "table": "## All parts",
        "head": "| part | contribution | 95 % seeds only | 95 % seeds and assumptions | "
        "share | alone | on top | finding |",
        "drawing": "Standard error from drawing orders: {items}.",
        "total": "**total**",
        "nulls": "Worlds in which the outcome has no value in some mixture are left out: "
        "{worlds} of {pairs} remain.",
        "parts": "## What is in the parts",
        "parts_head": "| part | lever | {a} | {b} |",
        "dated": "as dated in the scenario",
        "sure_text": "A part is a Shapley value: what its levers add when they join, on "
        "average over all orders in which the parts can join; parts add up to the "
        "difference. *Alone* is what a part adds to {a} first of all, *on top* what it adds "
        "to the others last of all. It describes this model under these two set-ups, not "
        "what a lever does elsewhere. A sign holds if the wider interval leaves 0 out and "
        "the seeds-only test survives Holm's correction over all {tests} parts; a share is "
        "given only where the whole difference is found.",
        "next_zoom": "look into single levers with `{command}`.",
        "next_sensitivity": "see which assumptions the difference hangs on with "
        "`{command}`.",
        "heads": "part|contribution|[95 % seeds]|[with assumptions]|alone|on top|finding",
        "sep": "; ",
        "small": ", small",
        "small_note": "*Small* means below 1 % of the level under {a}.",
        "nothing": "changes nothing",
    },
    "zh": FRAME["zh"]
    | {
        "title": "差异从何而来:{b} 与 {a} 的比较",
        "setting": "{place}{years:g} 年、{pairs} 个随机世界、{runs:,} 次运行;默认假设,区间只反映随机性。",
        "setting_plausible": "{place}{years:g} 年、{pairs} 个随机世界(各用一组合理假设)、"
        "{runs:,} 次运行。",
        "exact": "在每个世界中运行了 {parts} 个部分的全部 {mixtures:,} 种组合。",
        "drawn": "在每个世界中,从 {parts} 个部分的加入顺序里抽取了 {orders} 种;抽样带来的误差见表。",
        "shared": "审计与投标资源是否全区共用也不同;此处保持与 {a} 一致。",
        "months": "两者的运行时长不同;均按 {a} 运行 {months} 个月。",
        "total_found": "**{outcome}**:从 {a} 到 {b} 为 {value} {bounds},{judged}。",
        "total_none": "**{outcome}**:{a} 与 {b} 之间未发现差异({value} {bounds})。",
        "b better": "对居民更好",
        "b worse": "对居民更差",
        "b better_neither": "更多",
        "b worse_neither": "更少",
        "no difference found": "方向未定",
        "found": "方向成立的部分:{items}。",
        "found_none": "没有哪个部分的方向成立。",
        "null": "完全不起作用的部分:{items}。",
        "rest": "方向未定:{items}。",
        "needs": "各部分合起来比逐个相加多 {value} {bounds}。",
        "overlaps": "各部分合起来与逐个相加相比为 {value} {bounds}。",
        "table": "## 各部分",
        "head": "| 部分 | 贡献 | 95 % 区间(仅随机种子) | 95 % 区间(种子与假设) | 占比 | 单独 | "
        "最后加入 | 判断 |",
        "drawing": "抽取加入顺序带来的标准误:{items}。",
        "total": "**合计**",
        "nulls": "某种组合下结果无值的世界不计:{pairs} 个中保留 {worlds} 个。",
        "parts": "## 各部分包含什么",
        "parts_head": "| 部分 | 政策杠杆 | {a} | {b} |",
        "dated": "按方案中的日期",
        "sure_text": "每个部分是一个 Shapley 值:其杠杆加入时带来的变化,对所有加入顺序取平均;各部分之和等于"
        "总差异。“单独”是最先加到 {a} 时的变化,“最后加入”是其余都已加入之后的变化。它说明的是本模型在这两种"
        "方案之间的差异,不是某个杠杆在别处的作用。只有较宽的区间不含 0 且通过全部 {tests} 个部分的 Holm 校正,"
        "方向才算成立;只有总差异成立时才给出占比。",
        "next_zoom": "用 `{command}` 查看单个杠杆。",
        "next_sensitivity": "用 `{command}` 查看差异取决于哪些假设。",
        "heads": "部分|贡献|[95 % 仅种子]|[含假设]|单独|最后加入|判断",
        "sep": "、",
        "small": ",幅度小",
        "small_note": "“幅度小”指不到 {a} 下水平的 1 %。",
        "nothing": "毫无变化",
    },
}
