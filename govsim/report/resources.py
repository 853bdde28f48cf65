"""Where the hours and the public money go, as rows of a page."""

from typing import TYPE_CHECKING

import pandas as pd

from govsim.ledger import OUTSIDE
from govsim.vocabulary import CHINESE, HOUR_USES, OWN_HANDS, WORKERS
from govsim.wording import number

if TYPE_CHECKING:
    from govsim.studies.comparing import Comparison


def hours_rows(
    result: "Comparison", titles: dict[str, str], say: dict[str, str], lang: str
) -> list[str]:
    """Hours by use under each set-up, as a table."""
    frame = result.hours()
    own = frame[frame["worker"].isin(WORKERS[:OWN_HANDS])]
    names = " | ".join(titles[name] for name in result.names)
    made = [say["hours_head"].format(names=names), "|" + "---|" * (len(titles) + 1)]
    for use in HOUR_USES:
        cells = [
            number(own[(own["scenario"] == name) & (own["use"] == use)]["hours"].sum())
            for name in result.names
        ]
        made.append(
            f"| {CHINESE[use] if lang == 'zh' else use} | {' | '.join(cells)} |"
        )
    cells = [
        number(
            frame[(frame["scenario"] == n) & (frame["worker"] == "volunteers")][
                "hours"
            ].sum()
        )
        for n in result.names
    ]
    made.append(
        f"| {CHINESE['volunteers'] if lang == 'zh' else 'volunteers'} | {' | '.join(cells)} |"
    )
    return made


PURPOSES_ZH = {
    "grant": "财政拨款",
    "wages": "工资",
    "operating costs": "办公经费",
    "services": "服务支出",
    "overhead": "部门行政费",
    "kept by departments": "部门截留",
    "diversion": "流失",
    "bookkeeping": "项目管理费",
    "lapsed": "年末收回",
    "gifts": "居民捐赠",
    "property fee": "物业费",
    "hired hands": "外聘人手",
    "online platform": "线上平台",
    "fees following tasks": "费随事转",
    "residents' fund": "居民议事资金",
    "purchase": "购买服务预算",
    "contract": "服务合同",
    "volunteers' pay": "志愿补贴",
    "seconded staff": "派驻人员",
    "street office": "街道机关",
    "audits": "审计",
    "street office sent down": "街道经费下沉",
    "help withdrawn": "部门撤回支持",
    "work taken back": "部门收回自办",
    "user charges": "有偿服务收费",
}
END_USES = (
    "services",
    "wages",
    "hired hands",
    "seconded staff",
    "operating costs",
    "overhead",
    "kept by departments",
    "work taken back",
    "help withdrawn",
    "bookkeeping",
    "online platform",
    "volunteers' pay",
    "diversion",
    "lapsed",
)


def money_rows(
    result: "Comparison", titles: dict[str, str], say: dict[str, str], lang: str
) -> list[str]:
    """Public money by final use under each set-up, as a table."""
    flows = result.flows()
    names = " | ".join(titles[name] for name in result.names)
    made = [say["money_head"].format(names=names), "|" + "---|" * (len(titles) + 1)]
    for purpose in ("grant", *END_USES):
        amounts = [
            frame[(frame["purpose"] == purpose) & _leaves(frame)]["amount"].sum()
            for frame in flows.values()
        ]
        if max(amounts) >= 0.05:
            word = PURPOSES_ZH[purpose] if lang == "zh" else purpose
            made.append(f"| {word} | {' | '.join(number(x) for x in amounts)} |")
    return made


def _leaves(frame: pd.DataFrame) -> "pd.Series[bool]":
    """Entries that bring money in or take it out for good (not transfers inside)."""
    return frame["source"].isin(OUTSIDE) | frame["destination"].isin(OUTSIDE)
