"""How do the cards of levers read in Chinese where they are written in English?"""
# ruff: noqa: E501

PAYERS: dict[str, str] = {
    "the committee, in hours": "居委会,付出工时",
    "the street, in control; the committee, in hours to prepare decisions": "街道让出控制权;居委会付出准备决策的工时",
    "the committee's account": "居委会账户",
    "the street, in control": "街道,让出控制权",
    "the committee, in openness and in hours to answer": "居委会,须公开并付出答复的工时",
    "the departments": "各职能部门",
    "the departments; under power only the committee, in hours": "各职能部门;只放权时由居委会付出工时",
    "the committee, in hours of bargaining; the street, in discretion": "居委会付出讨价还价的工时;街道让出裁量权",
    "users": "使用者",
    "the committee, in autonomy": "居委会,失去自主",
    "the district's audit office": "区审计部门",
    "the departments, in reach; staff who move": "各职能部门的触角;被调动的人员",
    "residents, in a say over the chair": "居民,失去对主任人选的发言权",
    "the public money and opening hours": "公共资金与窗口工时",
    "working hours that would go to residents' affairs": "本可用于居民事务的工时",
    "committee hours, and the time decisions take": "居委会工时,以及决策所需时间",
    "the time decisions take": "决策所需时间",
    "organising hours": "组织工时",
    "the committee, in hours for papers; all, in time": "居委会付出准备材料的工时;各方付出时间",
    "the public money": "公共资金",
    "organising and committee hours in the month of the vote": "投票当月的组织工时与居委会工时",
    "the committee: turnover and lost experience": "居委会:人员更替与经验流失",
    "time: what goes through a meeting waits for it": "时间:须上会的事项要等会议",
    "those whose projects lose": "落选项目的支持者",
    "committee hours for papers; residents, in months": "居委会付出准备材料的工时;居民多等数月",
    "committee hours for the meetings that are called": "居委会为所召集的会议付出工时",
    "committee hours for meetings": "居委会为会议付出工时",
    "residents, in months and in matters never discussed": "居民:多等数月,有些事项从未讨论",
    "committee hours, every month": "居委会每月付出工时",
    "committee hours, once a year": "居委会每年付出一次工时",
    "the committee, in organising hours": "居委会,付出组织工时",
    "street and committee, in money and organising hours": "街道与居委会,付出资金与组织工时",
    "the committee, in hours off other work": "居委会,从其他工作中抽出工时",
    "the committee's account, in services not bought": "居委会账户,少购买服务",
    "departments' offices, from programme money": "各部门,从项目资金中支出",
    "bidders": "投标者",
    "the purchase budget": "购买服务预算",
    "owners, in time": "业主,付出时间",
    "the street's money and the committee's hours": "街道资金与居委会工时",
    "the purchase budget if long, the committee's hours and the agencies' staff if short": "合同期长则由购买预算承担,短则由居委会工时和机构员工承担",
    "founders without a patron; if low, the committee's hours for dealing with many": "没有主管单位的发起者;门槛低时居委会付出与众多组织打交道的工时",
    "founders turned away": "被拒之门外的发起者",
    "the public money, before departments' programmes": "公共资金,先于部门项目",
    "firms; the committee's hours for inspections": "企业;居委会付出检查工时",
    "households, the poor in a larger share of their income": "各户,穷户负担占收入比重更大",
    "the departments, in control; the committee, in hours to prepare decisions": "各部门让出控制权;居委会付出准备决策的工时",
    "the treasury": "财政",
    "other programmes of street and committee, in money; the committee, in hours": "街道和居委会的其他项目付出资金;居委会付出工时",
    "other lines of the district, cut instead": "区里其他支出项目,代为削减",
    "communities with few needs; other users of the same services": "需求少的社区;同类服务的其他使用者",
    "working hours": "工时",
    "the community, in hands it does not have yet": "社区,一时招不到人手",
    "the committee, in hands and in reasons to be visited": "居委会,失去人手和居民上门的理由",
    "the property firm": "物业公司",
    "law-making; departments, who take their own work back": "立法;收回本职工作的部门",
    "committee hours for inspection; fines from those who fall short": "居委会检查工时;未尽义务者的罚款",
    "street and committee, out of programmes": "街道与居委会,从项目中支出",
}
"""Who pays for a lever, by the English words of its card; a test asks for all of them."""


def payer(english: str, lang: str) -> str:
    """Who pays, in a language."""
    return PAYERS.get(english, english) if lang == "zh" else english


def group(title: str, lang: str) -> str:
    """Title of a group of levers: both languages stand in it, as `English (中文)`."""
    return title.partition("(")[2].rstrip(")") if lang == "zh" else title
