"""What stands around the levers in the template for a user's own community?

`{…}` are filled in; double braces stand for single ones.
"""
# ruff: noqa: E501

ENGLISH = """\
# A scenario of your own. Lines that begin with # are comments and do nothing;
# take the # away to use a line. docs/your-community.md explains every part.
#   check it:                                  govsim check {file}
#   what it changes against where it starts:   govsim diff {file} {base}
#   run both in this place:                    govsim compare {base} {file} --world {file}

schema = 1                        # version of this file's format
name = "my-community"             # short, without slashes
title = "Our street, 2025"
# title_zh = "我们的街道,2025年"
question = "What changes if every task brings its money?"
sources = ["where your figures come from"]   # one text for each source
base = "{base}"{gap}# start from a preset or another file; see govsim list
months = {months}{gap_months}# length of the run

# What difference would matter to you? `govsim check` then says how many worlds that takes.
# [ask]
# outcome = "participation_rate"  # see govsim list outcomes
# effect = 0.02                   # smallest difference worth finding, in the outcome's unit
# pairs = 30                      # worlds you mean to run

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
# state_sector_share = 0.25       # share of adults who work or worked for the state
# unit_tie = 0.3                  # 0 none to 1: life hangs on the work unit
# party_share = 0.10              # share of adults who are Party members
# cohesion = 0.55                 # share of contacts that are neighbours
# gated = 0.0                     # share of homes behind guarded gates
# gated = 0.0                     # share of homes behind guarded gates
# property_fee = 0                # yuan per household and month; 0 = no property firm
# needs = {{ health = 18, education_culture = 8, safety = 10, environment = 12, utilities = 26, elderly_welfare = 20, mediation_legal = 6 }}   # relative weights

# Have a register? Then one row per adult, instead of residents and shares:
# population = "people.csv"       # household,age,tenure and, if you have them, woman,
#                                 # education,income,party,state_sector,years_here
#                                 # e.g. 12,67,owner,1,1,2900,0,0,31.5

# Have census tables? Then people are chosen so that these totals hold:
# [community.margins]
# age = [0.15, 0.17, 0.16, 0.19, 0.18, 0.10, 0.05]   # as age_shares
# tenure = [0.62, 0.16, 0.22]                        # as tenure_shares
# education = [0.15, 0.35, 0.25, 0.25]               # primary, junior, senior, college
# household_size = [0.35, 0.45, 0.12, 0.08]          # homes with 1, 2, 3, 4 or more adults
# woman = 0.52
# party = 0.10
# income_median = 2800                               # yuan per adult and month
# income_median_by_tenure = {{ owner = 3000, renter = 2500, migrant = 2600 }}

[[community]]
name = "new-garden"
type = "commodity"
residents = 1500

# The rules of the place. What you leave out stays as in the base ({base}); the values
# below are the base's. After # stands: range and unit; the usual value; who pays.
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

CHINESE = """\
# 您自己的方案。以 # 开头的行是注释,不起作用;去掉 # 即可启用。
# 各部分的说明见 docs/your-community.zh.md。
#   检查文件:            govsim check {file}
#   与起点方案有何不同:  govsim diff {file} {base}
#   在本地比较两者:      govsim compare {base} {file} --world {file}

schema = 1                        # 文件格式版本
name = "my-community"             # 简短名称,不含斜线
title = "Our street, 2025"
title_zh = "我们的街道,2025年"
question = "What changes if every task brings its money?"
question_zh = "如果费随事转会怎样?"
sources = ["数据来源"]            # 每个来源一条
base = "{base}"{gap}# 以某个预设方案或文件为起点,见 govsim list
months = {months}{gap_months}# 模拟月数

# 多大的差异对您有意义?写明后 govsim check 会算出需要多少个随机世界。
# [ask]
# outcome = "participation_rate"  # 见 govsim list outcomes
# effect = 0.02                   # 值得发现的最小差异,单位与该结果相同
# pairs = 30                      # 打算运行的随机世界数

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
# income_median = 2800            # 收入中位数,元/成年人·月
# income_spread = 0.5             # 收入对数的标准差
# tertiary_share = 0.25           # 大专及以上比例
# state_sector_share = 0.25       # 在(或曾在)体制内就业的比例
# unit_tie = 0.3                  # 单位联系,0 无,1 最强
# party_share = 0.10              # 党员比例
# cohesion = 0.55                 # 交往对象中邻居的比例
# gated = 0.0                     # 封闭管理(有门岗)的住户比例
# gated = 0.0                     # 封闭管理(有门岗)的住户比例
# property_fee = 0                # 物业费,元/户·月;0 表示没有物业公司
# needs = {{ health = 18, education_culture = 8, safety = 10, environment = 12, utilities = 26, elderly_welfare = 20, mediation_legal = 6 }}   # 各领域需求的相对权重

# 有居民台账?每名成年人一行,代替人数和比例:
# population = "people.csv"       # 必须有 household,age,tenure;如有,再加 woman,
#                                 # education,income,party,state_sector,years_here
#                                 # 例如 12,67,owner,1,1,2900,0,0,31.5

# 只有普查汇总表?按以下边际分布选取居民,使合计相符:
# [community.margins]
# age = [0.15, 0.17, 0.16, 0.19, 0.18, 0.10, 0.05]   # 顺序同 age_shares
# tenure = [0.62, 0.16, 0.22]                        # 顺序同 tenure_shares
# education = [0.15, 0.35, 0.25, 0.25]               # 小学及以下、初中、高中、大专及以上
# household_size = [0.35, 0.45, 0.12, 0.08]          # 有 1、2、3、4 名及以上成年人的户
# woman = 0.52                                       # 女性比例
# party = 0.10                                       # 党员比例
# income_median = 2800                               # 元/成年人·月
# income_median_by_tenure = {{ owner = 3000, renter = 2500, migrant = 2600 }}

[[community]]
name = "new-garden"
type = "commodity"
residents = 1500

# 当地的规则。没写的与起点方案({base})相同,下面列出的就是起点方案的值。
# 每个杠杆的说明依次为:范围与单位;现状值;由谁承担。
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
