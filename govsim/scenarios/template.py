"""What does an empty file for the user's own community look like?

The text loads as it is. Levers are listed from their cards, each switched off by #.
"""

from govsim.policy import LEVERS
from govsim.scenarios.shocks import SHOCKS

_ENGLISH = """\
# A scenario of your own. Lines that begin with # are comments and do nothing;
# take the # away to use a line. Check the file with:  govsim check FILE
# Compare it with another set-up:                     govsim compare baseline FILE

schema = 1                        # version of this file's format
name = "my-community"             # short, without slashes
title = "Our street, 2025"
# title_zh = "我们的街道,2025年"
question = "What changes if every task brings its money?"
# sources = ["where your figures come from"]
base = "baseline"                 # start from a preset or another file; see govsim list
months = 120                      # length of the run

# Instead of the communities below you may take a shipped world:
# world = "realistic"             # "default": 4 × 1,500 adults; "realistic": 15 × 6,500

[district]
shared = true                     # auditors and bidders serve the whole district

# One block for each community; copy it as often as you need. They are numbered from 0.
# A key you leave out is as usual for the type; `govsim check` says which.
[[community]]
name = "riverside"                # every community needs its own name
type = "old"                      # old, work_unit, commodity, relocation
residents = 1500                  # ADULTS (18 and older), not all residents
# age_shares: 18-29, 30-39, 40-49, 50-59, 60-69, 70-79, 80+; must add up to 1
age_shares = [0.15, 0.17, 0.16, 0.19, 0.18, 0.10, 0.05]
tenure_shares = [0.62, 0.16, 0.22]  # owners, local renters, migrants; must add up to 1
# income_median = 2800            # yuan per adult and month
# income_spread = 0.5             # standard deviation of log income
# tertiary_share = 0.25           # share of adults with college
# state_sector_share = 0.25
# unit_tie = 0.3                  # 0 none to 1: life hangs on the work unit
# party_share = 0.10
# cohesion = 0.55                 # share of contacts that are neighbours
# gated = 0.0                     # share of homes behind guarded gates
# property_fee = 0                # yuan per household and month; 0 = no property firm
# needs = {{ health = 18, education_culture = 8, safety = 10, environment = 12, \
utilities = 26, elderly_welfare = 20, mediation_legal = 6 }}   # relative weights
# population = "people.csv"       # one row per adult instead of residents and shares:
#                                 # age,woman,education,tenure,party,income,household
#                                 # e.g. 67,1,1,owner,0,2900,12

[[community]]
name = "new-garden"
type = "commodity"
residents = 1500

# The rules of the place. What you leave out stays as in the base.
[levers]
{levers}

# A lever that changes later: for a pilot name its communities, leave the key out for all.
# [[change]]
# month = 24
# community = [0]
# money_follows_task = 1.0

# Something that hits the place, or a slow trend. `months` says for how long; left out
# it is 12, and to the end of the run for the trends, ageing and unit-withdraws. What
# budget-trend and needs-trend have reached by then stays.
# [[shock]]
# month = 60
# kind = "budget-cut"
# size = 0.3
# months = 12
# community = 1
# Kinds and sizes:
{shocks}
"""

_CHINESE = """\
# 您自己的方案。以 # 开头的行是注释,不起作用;去掉 # 即可启用。
# 检查文件:      govsim check 文件名
# 与其他方案比较:govsim compare baseline 文件名

schema = 1                        # 文件格式版本
name = "my-community"             # 简短名称,不含斜线
title = "Our street, 2025"
title_zh = "我们的街道,2025年"
question = "What changes if every task brings its money?"
question_zh = "如果费随事转会怎样?"
# sources = ["数据来源"]
base = "baseline"                 # 以某个预设方案或文件为起点,见 govsim list
months = 120                      # 模拟月数

# 也可以不写下面的社区,而用自带的街区:
# world = "realistic"             # "default":4 × 1500 名成年人;"realistic":15 × 6500

[district]
shared = true                     # 审计力量和投标机构由全区共用

# 每个社区一段,可复制多段,从 0 开始编号。
# 没写的项取该类型的通常值;govsim check 会指出是哪些。
[[community]]
name = "riverside"                # 每个社区的名称不能重复
# type: old 老旧小区, work_unit 单位小区, commodity 商品房小区, relocation 安置小区
type = "old"
residents = 1500                  # 成年人数(18 岁及以上),不是全部居民
# age_shares 依次为 18-29, 30-39, 40-49, 50-59, 60-69, 70-79, 80+,合计须为 1
age_shares = [0.15, 0.17, 0.16, 0.19, 0.18, 0.10, 0.05]
tenure_shares = [0.62, 0.16, 0.22]  # 业主、本地租户、外来人口,合计须为 1
# income_median = 2800            # 收入中位数,元/成年人/月
# income_spread = 0.5             # 收入对数的标准差
# tertiary_share = 0.25           # 大专及以上比例
# state_sector_share = 0.25       # 体制内就业比例
# unit_tie = 0.3                  # 单位联系,0 无,1 最强
# party_share = 0.10              # 党员比例
# cohesion = 0.55                 # 交往对象中邻居的比例
# gated = 0.0                     # 封闭管理(有门岗)的住户比例
# property_fee = 0                # 物业费,元/户/月;0 表示没有物业公司
# needs = {{ health = 18, education_culture = 8, safety = 10, environment = 12, \
utilities = 26, elderly_welfare = 20, mediation_legal = 6 }}   # 各领域需求的相对权重
# population = "people.csv"       # 每名成年人一行,代替人数和比例:
#                                 # age,woman,education,tenure,party,income,household
#                                 # 例如 67,1,1,owner,0,2900,12

[[community]]
name = "new-garden"
type = "commodity"
residents = 1500

# 当地的规则。没写的与起点方案相同。
[levers]
{levers}

# 以后才改变的规则:试点请写明社区,不写则为全部社区。
# [[change]]
# month = 24
# community = [0]
# money_follows_task = 1.0

# 冲击或缓慢趋势。months 是持续月数;不写为 12,各种趋势、老龄化和单位解体则直至结束。
# 财政趋势和需求趋势停止后保持所达到的水平。
# [[shock]]
# month = 60
# kind = "budget-cut"
# size = 0.3
# months = 12
# community = 1
# 种类与大小:
{shocks}
"""


def template(lang: str = "en") -> str:
    """A commented scenario file, in English or (`zh`) Chinese."""
    chinese = lang == "zh"
    text = _CHINESE if chinese else _ENGLISH
    return text.format_map(
        {"levers": "\n".join(_levers(chinese)), "shocks": "\n".join(_shocks(chinese))}
    )


def _levers(chinese: bool) -> list[str]:
    """One commented line per lever with its status quo and range, by group."""
    rows, group = [], ""
    for name, card in LEVERS.items():
        if card.group != group:
            group = card.group
            rows.append(f"#   {group}")
        level = f'"{card.default_word}"' if card.choices else f"{card.default:g}"
        words = card.chinese if chinese else card.english
        rows.append(f"# {name} = {level}".ljust(38) + f"# {words}: {card.range_words}")
    return rows


def _shocks(chinese: bool) -> list[str]:
    """One commented line per kind of shock."""
    return [
        f"#   {kind}".ljust(20)
        + f"{card.chinese if chinese else card.english}: {card.range_words}"
        for kind, card in SHOCKS.items()
    ]
