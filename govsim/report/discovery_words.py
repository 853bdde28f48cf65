"""Sentences about boxes, maps and regret, in English and Chinese."""

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "title": "Under which conditions?",
        "setting": "{points} points over {names}; {worlds} worlds. The condition holds in "
        "{base:.0%} of the cases searched. Held out: {held}.",
        "held_worlds": "{worlds} of the worlds, at all points",
        "held_points": "{points} of the points, as there is one world only",
        "in_held_worlds": "in worlds the search did not see",
        "in_held_points": "at points the search did not see",
        "left_out": " {count} cases are left out, because a run or a figure is missing.",
        "short": "## In short",
        "found": "- It holds where **{limits}**: there in {density:.0%}{interval} of the "
        "cases, elsewhere in {outside:.0%} ({held}). This covers {coverage:.0%} of all "
        "cases in which it holds, on {support:.0%} of the points{p}.",
        "loose": "- It holds more often, but not reliably, where **{limits}**: there in "
        "{density:.0%}{interval} of the cases, elsewhere in {outside:.0%} ({held}). This "
        "covers {coverage:.0%} of all cases in which it holds, on {support:.0%} of the "
        "points{p}.",
        "not_found": "- No finding: the best box ({limits}) may be chance: {density:.0%}"
        "{interval} inside against {outside:.0%} outside ({held}){p}.",
        "p": "; p = {p:.2f} against shuffled points",
        "regret_title": "## Regret",
        "next_map": "see where the ranking flips: `.map.plot()`; the whole page: `.summary()`.",
        "next_page": "the whole page: `.summary()`.",
        "next_limits": "how steady each limit is: `.limits()`;",
        "none": "- No box was found: none of the names searched over tells where it holds.",
        "never": "- It holds nowhere in this sweep.",
        "always": "- It holds everywhere in this sweep.",
        "box": "## Box {number}",
        "head": "| limit | quasi-p | found again | then at |",
        "fitted": "Where it was found: density {density:.0%}, coverage {coverage:.0%}, "
        "support {support:.0%}.",
        "map": "## Flip map",
        "sure": "## How sure",
        "read": "Boxes come from patient rule induction (PRIM, the Exploratory Modeling "
        "Workbench). *Density* is the share of cases in the box in which the condition "
        "holds, *coverage* the share of all such cases that lie in the box, *support* the "
        "share of points in it. *Quasi-p* asks whether a limit raises the density more "
        "than a blind cut; limits were chosen on the same points, so it flatters. *Found "
        "again* is the share of {draws} searches over half of the points that lead to "
        "the same limit, *then at* where 80 % of them put it. Chance: {shuffles} searches "
        "over points whose results were shuffled. A box counts as found if at most 5 % of "
        "those gain as much and if it is denser, interval and all, in the held-out part. "
        "Limits lie between points of the design: it cannot say more exactly.",
        "again": "## Again",
        "scenario": "set-up",
        "pilot": "pilot",
        "and": ", and ",
        "or": " or ",
        "sep": ", ",
        "least": "{name} is at least {low}{unit}",
        "most": "{name} is at most {high}{unit}",
        "between": "{name} is {low} to {high}{unit}",
        "among": "{name} is {words}",
        "flips": "{outcome}: the ranking flips. Over {x} and {y}, {b} is ahead of {a} at "
        "{ahead} of {points} points, behind at {behind}, not told apart at {neither} "
        "(95 % intervals over {worlds} paired worlds; {sure} points hold with all looked "
        "at together).",
        "stays": "{outcome}: no flip was found. Over {x} and {y}, {b} is ahead of {a} at "
        "{ahead} of {points} points, behind at {behind}, not told apart at {neither} "
        "(95 % intervals over {worlds} paired worlds; {sure} points hold with all looked "
        "at together).",
        "one_world": "{outcome}: with one world a map cannot say how sure it is.",
        "regret": "{outcome}: what is lost at most, and on average over the points, by "
        "staying with one set-up ({unit}; 95 % intervals over worlds).",
        "regret_head": "| set-up | largest | mean | best at |",
    },
    "zh": {
        "title": "在什么条件下成立？",
        "setting": "{points} 个点，变动的有：{names}；{worlds} 个世界。所搜索的情形中 {base:.0%} "
        "满足条件。留出检验：{held}。",
        "held_worlds": "{worlds} 个世界（所有点）",
        "held_points": "{points} 个点（因为只有一个世界）",
        "in_held_worlds": "在搜索未见过的世界中",
        "in_held_points": "在搜索未见过的点上",
        "left_out": "有 {count} 个情形因运行或数值缺失而未计入。",
        "short": "## 简而言之",
        "found": "- 条件成立于：**{limits}**。其中 {density:.0%}{interval} 的情形满足条件，其余为 "
        "{outside:.0%}（{held}）。这涵盖全部满足情形的 {coverage:.0%}，占全部点的 {support:.0%}{p}。",
        "loose": "- 在 **{limits}** 时条件较常成立，但不可靠：其中 {density:.0%}{interval} "
        "的情形满足条件，其余为 {outside:.0%}（{held}）。这涵盖全部满足情形的 {coverage:.0%}，占全部点的 "
        "{support:.0%}{p}。",
        "not_found": "- 没有发现：最好的区域（{limits}）可能出于偶然：内部 {density:.0%}{interval}，"
        "外部 {outside:.0%}（{held}）{p}。",
        "p": "；与打乱的点相比 p = {p:.2f}",
        "regret_title": "## 后悔值",
        "next_map": '看排序在哪里翻转：`.map.plot()`；全文：`.summary("zh")`。',
        "next_page": '全文：`.summary("zh")`。',
        "next_limits": "各界限有多稳：`.limits()`；",
        "none": "- 没有找到区域：所搜索的变量都不能说明条件在何处成立。",
        "never": "- 在本批运行中，该条件处处不成立。",
        "always": "- 在本批运行中，该条件处处成立。",
        "box": "## 区域 {number}",
        "head": "| 界限 | 准 p 值 | 重现率 | 重现位置 |",
        "fitted": "在搜索所用部分：密度 {density:.0%}，覆盖率 {coverage:.0%}，支持度 {support:.0%}。",
        "map": "## 翻转图",
        "sure": "## 有多确定",
        "read": "区域由耐心规则归纳法（PRIM，Exploratory Modeling Workbench）求得。*密度*："
        "区域内满足条件的情形占比；*覆盖率*：全部满足条件的情形中落在区域内的占比；*支持度*："
        "区域内的点占比。*准 p 值*：该界限对密度的提升是否超过盲目切割；界限取自同一批点，故偏乐观。"
        "*重现率*：{draws} 次只用一半点的搜索中得到同一界限的占比；*重现位置*：其中 80 % 所在的范围。"
        "偶然性：对结果打乱后的点搜索 {shuffles} 次。只有其中至多 5 % 达到同样收益，且在留出部分密度"
        "（连同区间）更高，才算发现。界限位于设计的点与点之间，无法更精确。",
        "again": "## 重做",
        "scenario": "方案",
        "pilot": "试点",
        "and": "，且",
        "or": "或",
        "sep": "、",
        "least": "{name}不低于 {low}{unit}",
        "most": "{name}不高于 {high}{unit}",
        "between": "{name}为 {low} 至 {high}{unit}",
        "among": "{name}为{words}",
        "flips": "{outcome}：排序发生翻转。在{x}与{y}的 {points} 个点中，{b}领先{a} {ahead} 个，"
        "落后 {behind} 个，无法区分 {neither} 个（{worlds} 个配对世界的 95 % 区间；"
        "同时考察所有点仍成立的有 {sure} 个）。",
        "stays": "{outcome}：未发现翻转。在{x}与{y}的 {points} 个点中，{b}领先{a} {ahead} 个，"
        "落后 {behind} 个，无法区分 {neither} 个（{worlds} 个配对世界的 95 % 区间；"
        "同时考察所有点仍成立的有 {sure} 个）。",
        "one_world": "{outcome}：只有一个世界，翻转图无法说明有多确定。",
        "regret": "{outcome}：始终采用同一方案，最多损失多少，各点平均损失多少（{unit}；95 % 区间，"
        "按世界重抽样）。",
        "regret_head": "| 方案 | 最大 | 平均 | 最优点占比 |",
    },
}
