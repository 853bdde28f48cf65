# %% [markdown] en
# # 3 · One lever under the microscope
#
# **The question.** How much should residents decide on? Chengdu gives each community a fund whose use
# residents settle in meetings. Is more always better, what does it cost besides money, and who
# gains? We turn this one lever through its useful range on the *same* worlds and follow what it does:
# outcomes, money, hours, people, and at last one person.
#
# `QUICK = True` takes about a quarter of a minute; `False` (for figures to quote) about three.

# %% [markdown] zh
# # 3 · 细看一个杠杆
#
# **问题。** 该让居民决定多少钱？成都给每个社区一笔资金，用途由居民开会决定。是不是越多越好？除了钱还要付出什么？
# 谁得益？我们在**同一批**世界里把这一个杠杆从小调到大，看它影响了什么：结果、资金、工时、群体，最后是一个人。
#
# `QUICK = True` 只需十几秒；`False`（要引用数字时）约三分钟。

# %%
import os

import pandas as pd

import govsim
from govsim.catalogue import description

LANG = "en"
QUICK = os.environ.get("GOVSIM_QUICK", "1") != "0"
os.environ["GOVSIM_LANG"] = LANG

lever = "resident_fund_yuan"
print(description(lever, LANG))

# %% [markdown] en
# Every lever has such a card: its range, who pays, what is good and bad about it, and `read_by`, the one rule that
# reads it. Open that function: it is short, its equation has a number, and
# [`docs/model.md`](../docs/model.md) says where it comes from. Residents never see a lever; they see a meeting
# with something at stake.

# %% [markdown] zh
# 每个杠杆都有这样一张卡片：取值范围、谁出钱、好处与坏处，以及 `read_by`，即唯一读取它的规则。打开那个函数：
# 它很短，公式有编号，出处见 [`docs/model.md`](../docs/model.md)。居民看不到杠杆，他们看到的是一次有事可定的会议。

# %%
status_quo = govsim.load("baseline").with_adults(300 if QUICK else 1500)
levels = [0, 25, 50, 100, 200]
plans = [
    status_quo.replace(
        name=f"fund-{level}",
        title=f"{level} yuan",
        title_zh=f"{level} 元",
        levers={lever: level},
    )
    for level in levels
]
result = govsim.compare(
    plans, replicates=4 if QUICK else 40, months=36 if QUICK else 120, rng=1
)

# %% [markdown] en
# ## What it does, step by step
#
# Each row compares a fund with none, in the same worlds. A response that rises and falls again is the thing to look for:
# then there is a best amount, and it hangs on what else the place has.

# %% [markdown] zh
# ## 一步一步看效果
#
# 每一行都在同一批世界里把某一金额与没有资金相比。要留意先升后降的反应：那就有一个最合适的金额，而它取决于这个地方别的条件。

# %%
outcomes = ["deliberation_rate", "projects_count", "trust_committee", "service_quality", "satisfaction"]
table = result.table(outcomes)
against_none = table[table["scenario_a"] == "fund-0"].assign(
    yuan=lambda rows: rows["scenario_b"].str.removeprefix("fund-").astype(int)
)
against_none.pivot(index="yuan", columns="outcome", values="difference")[outcomes].round(4)

# %%
shown = ["outcome", "yuan", "difference", "low", "high", "low_wide", "high_wide"]
against_none[against_none["outcome"].isin(["deliberation_rate", "service_quality"])][
    shown
].round(4)

# %%
result.plot("deliberation_rate", lang=LANG)

# %%
result.plot("service_quality", lang=LANG)

# %% [markdown] en
# ## Money and hours
#
# Public money is the same at every level (the row *grant*): what residents decide on is taken from programme money. Look at the hours
# first: do more of them go to organising residents as the fund grows? Then at *lapsed*: money that was not spent in time goes back. Where the
# fund grows and the hands do not, what runs short is not money.

# %% [markdown] zh
# ## 资金与工时
#
# 各档的公共资金总额相同（`grant` 一行）：居民决定的钱是从项目经费中划出来的。先看工时：资金增加后，用于组织居民的工时有没有增加？
# 再看 `lapsed`：没有及时用掉的钱要收回。钱多了，人手没有多，缺的就不是钱。

# %%
result.plot_hours(lang=LANG)

# %%
flows = result.flows()
spent = {
    name: flows[name].groupby("purpose")["amount"].sum().round(1)
    for name in ("fund-0", "fund-50", "fund-100", "fund-200")
}
pd.DataFrame(spent).fillna(0.0).sort_values("fund-200", ascending=False).head(8)

# %% [markdown] en
# ## Who gains

# %% [markdown] zh
# ## 谁得益

# %%
result.pick("fund-0", "fund-100").plot_groups("satisfaction", lang=LANG)

# %% [markdown] en
# ## One resident, before and after
#
# The same world twice, with the same person in the same row: one who came to this month's meeting with a fund of 100 yuan and did not
# come without (if there is one, somebody who was asked both times). What spoke for and against adds up to the choice; nothing is
# made up afterwards.

# %% [markdown] zh
# ## 一位居民，前后对照
#
# 同一个世界运行两次，同一行是同一个人：有 100 元资金时来参加了本月的议事，没有资金时没有来（若有，则选两次都被邀请的人）。
# 下面列出的理由相加就是这一选择，不是事后编的。

# %%
months = 30
without, funded = (
    govsim.GovernanceModel(plan, months=months, rng=1) for plan in (plans[0], plans[3])
)
without.run_for(months)
funded.run_for(months)
before, after = without.residents(), funded.residents()
came = after["acts_deliberate"] > before["acts_deliberate"]
resident = int((came * 1 + (came & before["asked"] & after["asked"])).idxmax())
print(govsim.explain_resident(without, resident, LANG))

# %%
print(govsim.explain_resident(funded, resident, LANG))

# %% [markdown] en
# ## What you may conclude, and what not
#
# You may say: with all else as it is, this lever moves these outcomes in this direction, through these hours and this
# money; and where the curve bends.
#
# You may not say:
#
# * that the lever works like this everywhere. It was turned under the status quo; with more hands or other powers the same
#   fund may do something else ([5](05-when-the-ranking-flips.ipynb) looks for that);
# * that the best amount is such and such to the yuan. The curve is known at five points, and the wider intervals say how
#   far assumptions move it;
# * that this resident's story is typical. It was chosen because the choice changed; most people's did not.
#
# Next: [a pilot and its evaluation](04-pilot-and-roll-out.ipynb).

# %% [markdown] zh
# ## 可以得出什么结论，不可以得出什么
#
# 可以说：在其他条件不变时，这个杠杆使这些结果朝这个方向变动，经由这些工时和资金；以及曲线在哪里转弯。
#
# 不可以说：
#
# * 这个杠杆到处都如此。这里是在现状下调的；人手更多或权力不同时，同样的资金可能另有作用
#   (见[第 5 篇](05-when-the-ranking-flips.zh.ipynb))；
# * 最合适的金额精确到几元。曲线只测了五个点，较宽的区间说明假设能把它移动多远；
# * 这位居民很典型。选中是因为其选择变了，多数人并没有变。
#
# 下一步：[试点与评估](04-pilot-and-roll-out.zh.ipynb)。
