"""The fixed words of the model: domains, actions, institutions, groups, uses of hours.

Order matters: a word's place in its tuple is its row in the state's arrays.
"""

DOMAINS = (
    "health",
    "education_culture",
    "safety",
    "environment",
    "utilities",
    "elderly_welfare",
    "mediation_legal",
)
ACTIONS = ("vote", "deliberate", "volunteer", "oversee", "donate", "owners_vote")
INSTITUTIONS = ("centre", "government", "committee", "ngo", "business", "neighbours")
TENURES = ("owner", "renter", "migrant")
EMPLOYMENTS = ("retired", "state", "private", "none")
ACCESS_GROUPS = ("elite", "owner", "renter", "migrant")
"""Groups whose access to services can differ: the best-off tenth, then tenures."""

COOPERATION_TYPES = ("conditional", "free_rider", "other")
COMMUNITY_TYPES = ("old", "work_unit", "commodity", "relocation")
HOUR_USES = ("upward", "service", "organising", "overhead", "idle")
CLAIMS = (
    "coordination",
    "training",
    "screening",
    "planning",
    "forms",
    "grid",
    "other",
    "emergency",
    "classes",
    "recognition",
    "greening",
    "bargaining",
    "counter",
    "compact",
    "monitoring",
    "owners",
    "levy",
    "procedure",
    "projects",
    "elections",
    "decisions",
    "supervision",
)
"""What takes hours off the committee before it splits the rest; booked as overhead."""

NGO_KINDS = ("service", "mutual_aid", "advocacy", "hub", "cooperative")
"""Professional service agencies, residents' own groups for mutual aid and recreation,
advocates, hubs that teach and link others, members' cooperatives."""

PROJECTS = 40
"""Places on a community's list of projects that residents decided on and are not done."""

CHANNELS = ("street", "community", "contract")
"""Ways programme money goes, each differently exposed to theft."""

WORKERS = ("staff", "members", "hired", "seconded", "station", "volunteers")
OWN_HANDS = WORKERS.index("seconded")
"""The first of WORKERS obey the committee; those seconded obey their department, those
at a work station the street."""
BODIES = (
    "residents_committee",
    "supervision_committee",
    "work_station",
    "party_branch",
    "grid",
    "owners_committee",
    "joint_council",
    "police_office",
    "health_station",
)
"""Bodies inside a community; to whom each answers stands in rules/bodies.py."""

TASK_KINDS = ("government", "assisted", "self_governing", "market", "society")
"""Whose work it is: government's own, assisted by the committee, residents' own, for
firms, for social organisations (服务与管理分类)."""

AGE_BANDS = ("18-29", "30-39", "40-49", "50-59", "60-69", "70-79", "80+")
AGE_EDGES = (18, 30, 40, 50, 60, 70, 80, 100)

GROUPINGS: dict[str, tuple[str, ...]] = {
    "age": AGE_BANDS,
    "tenure": TENURES,
    "income": ("low", "middle", "high"),
    "origin": ("local", "migrant"),
    "party": ("member", "other"),
}

CHINESE = {
    "health": "卫生与心理",
    "education_culture": "文化教育",
    "safety": "治安",
    "environment": "环境",
    "utilities": "水电与设施",
    "elderly_welfare": "养老助困",
    "mediation_legal": "调解与法律",
    "vote": "选举投票",
    "deliberate": "议事协商",
    "volunteer": "志愿服务",
    "oversee": "监督",
    "donate": "捐赠",
    "owners_vote": "业主投票",
    "centre": "中央",
    "government": "街道",
    "committee": "居委会",
    "ngo": "社会组织",
    "business": "企业",
    "neighbours": "邻里",
    "owner": "业主",
    "renter": "本地租户",
    "migrant": "外来人口",
    "local": "本地人口",
    "elite": "最富裕的十分之一",
    "old": "老旧小区",
    "work_unit": "单位小区",
    "commodity": "商品房小区",
    "relocation": "安置小区",
    "upward": "上级交办",
    "service": "居民服务",
    "organising": "组织动员",
    "overhead": "内部事务",
    "idle": "空闲",
    "staff": "社区工作者",
    "members": "居委会委员",
    "hired": "外聘人手",
    "seconded": "派驻人员",
    "station": "工作站人员",
    "volunteers": "志愿者",
    "low": "低收入",
    "middle": "中等收入",
    "high": "高收入",
    "member": "党员",
    "other": "非党员",
    "age": "年龄",
    "tenure": "住房",
    "income": "收入",
    "origin": "户籍来源",
    "party": "党员身份",
}


def row(words: tuple[str, ...], word: str) -> int:
    """Place of `word` in one of the tuples above."""
    return words.index(word)
