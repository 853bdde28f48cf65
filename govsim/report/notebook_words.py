"""Sentences that only cells of a notebook show, in English and Chinese."""

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "next_run": "one run proves nothing; compare: `govsim.compare([{name}, …])`. Charts and tables: `.write(FOLDER)`, "
        "`.model.ledger()`, `.model.hours()`.",
        "compare_head": "outcome (↑ more is better)\t{a}\t{b}\tdifference\t[95 % seeds]\t[with assumptions]\tfinding",
        "next_more": "nothing was found with so few worlds, which is no proof that nothing differs; more worlds: "
        "`replicates={replicates}`. Groups: `.plot_groups()`; money: `.plot_flows()`.",
        "next_explain": 'which levers bring it: `govsim.explain({a}, {b}, outcome="{outcome}")`. Who gains: '
        "`.plot_groups()`; money: `.plot_flows()`; the whole page: `.summary()`.",
        "outcome": "outcome",
        "sweep": "Sweep {name}",
        "sweep_table": "Mean (lowest – highest) of all runs, over all points and worlds:",
        "map": "Flip map: {outcome}",
        "map_head": "verdict|points",
        "b": "{b} better",
        "a": "{a} better",
        "not told apart": "not told apart",
        "unknown": "unknown",
        "next_map": "see it: `.plot()`; every point: `.table()`; in words, with limits: `govsim.discover(…)`.",
        "least_regret": "Least to regret in the worst case: **{scenario}**, over the ranges of this sweep.",
        "next_regret": "where each is best: `.by_point()`.",
        "validation": "Validation: what the model shows, against what is known",
        "validation_head": "pattern|part|band|got [95 %]|verdict",
        "next_full": "the whole test: `govsim.validate(…, full=True)`; sources and reasons: `.summary()`.",
        "next_validation": "sources and reasons: `.summary()`.",
        "next_calibration": "do not rest on one set: `.posterior()` holds equally likely ones; charts: `.plot_parameters()`, "
        "`.plot_targets()`.",
    },
    "zh": {
        "next_run": "单次运行说明不了问题,请作比较:`govsim.compare([{name}, …])`。图表:`.write(文件夹)`,"
        "明细:`.model.ledger()`、`.model.hours()`。",
        "compare_head": "结果(↑ 越高越好)\t{a}\t{b}\t差异\t[95 % 仅种子]\t[含假设]\t判断",
        "next_more": "这么少的世界没有发现差异,但这并不证明没有差异;可增加世界:`replicates={replicates}`。"
        "分群体:`.plot_groups()`;资金:`.plot_flows()`。",
        "next_explain": '差异来自哪些杠杆:`govsim.explain({a}, {b}, outcome="{outcome}")`。谁得益:`.plot_groups()`;'
        '资金:`.plot_flows()`;全文:`.summary("zh")`。',
        "outcome": "结果",
        "sweep": "参数扫描:{name}",
        "sweep_table": "全部取值点与世界的平均(最低 – 最高):",
        "map": "翻转图:{outcome}",
        "map_head": "判断|取值点",
        "b": "{b}更好",
        "a": "{a}更好",
        "not told apart": "分不出高下",
        "unknown": "未知",
        "next_map": "看图:`.plot()`;逐点:`.table()`;用文字给出界限:`govsim.discover(…)`。",
        "least_regret": "在本次扫描的范围内,最坏情形下后悔最小的是:**{scenario}**。",
        "next_regret": "各方案在哪里最优:`.by_point()`。",
        "validation": "验证:模型的表现与已知事实",
        "validation_head": "规律|项目|区间带|测得值 [95 %]|判断",
        "next_full": '完整检验:`govsim.validate(…, full=True)`;来源与原因:`.summary("zh")`。',
        "next_validation": '来源与原因:`.summary("zh")`。',
        "next_calibration": "不要只用一组参数:`.posterior()` 给出可能性相同的多组;图:`.plot_parameters()`、`.plot_targets()`。",
    },
}
