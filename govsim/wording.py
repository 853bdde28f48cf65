"""How are numbers and units written for people, in both languages?"""

import os
from math import isfinite

FOUNDERS = (
    "share of founders who need an office as sponsor "
    "(1 = dual management, 0 = direct registration)"
)

UNITS_ZH = {
    "share of adults a month": "每月成年人占比",
    "share of adults": "成年人占比",
    "share of owners": "业主占比",
    "share": "占比",
    "share a year": "年占比",
    "ratio": "比值",
    "0–1": "0–1",
    "−1 to 1": "−1 至 1",
    "Gini 0–1": "基尼系数 0–1",
    "months": "月",
    "yuan": "元",
    "yuan a month": "元/月",
    "yuan a year": "元/年",
    "yuan per adult and month": "元/成年人·月",
    "yuan per adult and year": "元/成年人·年",
    "hours per adult": "小时/成年人",
    "hours per adult and month": "小时/成年人·月",
    "hours per adult and year": "小时/成年人·年",
    "projects a month": "个/月",
    "projects a year": "个/年",
    "organisations": "个",
    "per 1000 adults and month": "每千名成年人每月",
    "0 anybody to 1 degree and examination": "0 不设门槛,1 须学历与考试",
    "0 at will to 1 calendar, notice, minutes, duty to answer": "0 随意,1 定期、通知、记录、须答复",
    "0 bargained to 1 fixed per task": "0 讨价还价,1 按事项定额",
    "0 by registration to 1 by needs": "0 按户籍,1 按需要",
    "0 guidance (指导) to 1 command (领导)": "0 指导,1 领导",
    "0 none to 1 every meeting is also online": "0 没有,1 每次会议都可线上参加",
    "0 none to 1 monthly public ranking": "0 不排名,1 每月公开排名",
    "0 the street's list to 1 open nomination and campaign": "0 街道定名单,1 公开提名与竞选",
    "0 two persons to 1 one person in both offices": "0 两人分任,1 一人兼任",
    "NGOs per community (8 = no cap that binds)": "每社区社会组织数(8 即不受限)",
    "approval steps": "审批环节数",
    "audits per task and month": "每项任务每月的审计次数",
    "committee's share": "居委会所占份额",
    "community's share": "社区所占份额",
    "households per grid": "每网格户数",
    "paid workers per 10,000 residents": "每万名居民的专职人员",
    "probability that an unpaid fee is pursued": "欠费被追缴的概率",
    "residents' and committee's share": "居民与居委会所占份额",
    "residents' share": "居民所占份额",
    "residents' weight": "居民评议的权重",
    "seats for residents, NGOs and firms": "居民、社会组织和企业的席位",
    "share of a full green programme": "完整绿色项目的占比",
    "share of a full programme of classes": "完整课程的占比",
    "share of a full round of visits a month": "每月完整走访的占比",
    "share of a full survey": "完整调查的占比",
    "share of a moved task's cost": "下放事务成本的占比",
    "share of able bidders invited": "受邀的合格投标者占比",
    "share of accounts posted": "公示账目的占比",
    "share of acts recorded and shown": "记录并公示的参与行为占比",
    "share of adults who must sign": "须联名的成年人占比",
    "share of adults who must sign; 1 no recall": "须联名的成年人占比;1 即不可罢免",
    "share of community-level duties": "社区层面事务的占比",
    "share of cost charged to users": "向使用者收取的成本占比",
    "share of departments' business at one counter": "一窗受理的部门业务占比",
    "share of departments' knowledge of needs that is shared": "部门所掌握需求信息中共享的占比",
    "share of duplicate requests merged": "合并的重复任务占比",
    "share of duties with a named body": "明确责任主体的事项占比",
    "share of estates with one": "已成立的小区占比",
    "share of forms filled from one entry": "一次录入即可填报的表格占比",
    FOUNDERS: "须有业务主管单位的发起者占比(1 双重管理,0 直接登记)",
    "share of moved money": "下放资金的占比",
    "share of paid workers at the station": "在工作站的专职人员占比",
    "share of requests that must ask": "须经准入的任务占比",
    "share of shirking that is fined where inspectors find it": "检查发现的偷工减料中受罚的占比",
    "share of the agenda the street must agree to": "须经街道同意的议题占比",
    "share of the community's free money and duties": "社区自主资金与事务的占比",
    "share of the community's lines": "社区项目的占比",
    "share of the full course a year": "全年培训课程的占比",
    "share of the help a committee needs": "业委会所需扶持的占比",
    "weight of quality in scoring": "评分中质量的权重",
    "yuan of public money per yuan given": "每捐 1 元配套的公共资金(元)",
    "yuan paid back per yuan sponsored": "每赞助 1 元返还(元)",
    "yuan per hour": "元/小时",
    "yuan per household and month": "元/户·月",
    "yuan per worker and month": "元/人·月",
    "yuan per worker and month, gross": "元/人·月(税前)",
    "share of the public money cut": "公共资金削减的占比",
    "extra temporary tasks as a multiple of the usual": "新增临时任务为平时的倍数",
    "share of the standing task list struck": "事项清单中划去的占比",
    "extra work from residents' needs as a multiple of the usual": "居民需求新增工作为平时的倍数",
    "severity, 1 = a grave one": "严重程度,1 为严重",
    "pressure on homes that fall free, 1 = every one goes to migrants": "腾出的住房转给外来人口的压力,1 为全部",  # noqa: E501
    "share of what a full exposure would make known": "占全面曝光的份额",
    "share of its work the property firm leaves": "物业公司放弃的工作占比",
    "share of the purchase money stopped": "中止的购买服务资金占比",
    "pull to greater age, 0 = as the place is": "老龄化强度,0 为不变",
    "share of its support the work unit withdraws": "单位撤回的支持占比",
    "growth of the public money a year": "公共资金年增长率",
    "growth of residents' needs a year": "居民需求年增长率",
    "points by which expectations rise a year, of the scale 0 to 1": "期望每年上升的点数(0–1)",
    "standard deviation of log income": "收入对数的标准差",
    "0 none to 1 full tie of the oldest": "0 无,1 最强",
    "share of contacts that live near": "交往对象中邻居的占比",
}

CHOICES: dict[str, tuple[str, str]] = {
    "staff_only": ("staff only", "只派人"),
    "money_only": ("money only", "只给钱"),
    "power_only": ("power only", "只放权"),
    "staff_and_money": ("staff and money", "派人并给钱"),
    "by_domain": ("as suits each field", "按领域而定"),
    "street": ("the street office", "街道"),
    "abolished": ("abolished", "撤销街道"),
    "advice": ("by advice only", "只提建议"),
    "majority": ("by majority", "多数决"),
    "consent": ("by consent", "协商一致"),
    "appointed": ("appointed", "任命"),
    "one_candidate": ("one candidate a seat", "等额选举"),
    "household": ("household heads and representatives", "户代表选举"),
    "direct": ("direct, by all adults", "全体成年人直接选举"),
    "listens": ("listens", "只听"),
    "advises": ("advises", "建议"),
    "decides": ("decides", "决定"),
    "greedy_stop": (
        "most votes first, stop at the first too dear",
        "按票数,遇超支即止",
    ),
    "greedy_skip": ("most votes first, skip what is too dear", "按票数,跳过超支项目"),
    "per_cost": ("most votes per yuan first", "按每元票数"),
    "equal_shares": ("method of equal shares", "等额分摊法"),
    "committee": ("the committee", "居委会"),
    "petition": ("residents by petition", "居民联名"),
    "calendar": ("a fixed calendar", "定期召开"),
    "meeting": ("meetings", "会议"),
    "representative": ("representatives", "代表"),
    "online": ("online", "线上"),
    "all": ("all channels", "所有渠道"),
    "contract": ("contract", "合同制"),
    "tenured": ("tenured", "编制"),
    "none": ("none", "没有"),
    "imposed": ("imposed", "由上面制定"),
    "voted": ("voted by residents", "居民表决"),
}
"""Words of levers, for people: (English, Chinese)."""


def language() -> str:
    """The language to speak where nobody says: GOVSIM_LANG, else the machine's own."""
    names = ("GOVSIM_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    first = next((word for name in names if (word := os.environ.get(name))), "")
    return "zh" if first.lower().startswith("zh") else "en"


def choice_word(word: object, lang: str) -> str:
    """A lever's word, or a number, as people read it."""
    if isinstance(word, str):
        named = CHOICES.get(word, (word.replace("_", " "), word))
        return named[lang == "zh"]
    return str(word)


def unit_word(unit: str, lang: str) -> str:
    """A unit in a language."""
    return UNITS_ZH.get(unit, unit) if lang == "zh" else unit


def decimals(scale: float) -> int:
    """Decimals that suit values of this size: no false precision."""
    size = abs(scale)
    if not isfinite(size) or size >= 100:
        return 0
    return 1 if size >= 10 else 2 if size >= 1 else 3


def number(value: float, scale: float | None = None) -> str:
    """A number as people read it, with a real minus; `scale` sets a row's decimals."""
    if not isfinite(value):
        return "–"
    places = decimals(value if scale is None else scale)
    return f"{value:,.{places}f}".replace("-", "−")


def signed(value: float, scale: float | None = None) -> str:
    """A difference with its sign; nought has none."""
    text = number(value, scale)
    if not text.strip("−0.,"):
        return text.lstrip("−")
    return "+" + text if value > 0 else text


def bounded(value: float, scale: float | None = None, lang: str = "en") -> str:
    """A difference in a sentence; one that would be rounded to nought as a bound."""
    text = signed(value, scale)
    if not isfinite(value) or value == 0.0 or text.strip("+−0.,"):
        return text
    places = decimals(value if scale is None else scale)
    least = f"{10.0**-places:.{places}f}"
    return f"不足 {least}" if lang == "zh" else f"less than {least}"


def interval(low: float, high: float, scale: float | None = None) -> str:
    """An interval in brackets."""
    return f"[{signed(low, scale)}, {signed(high, scale)}]"
