# %% [markdown] en
# # 5 · Which conditions flip the ranking?
#
# **The question.** Is public money safer with the street office or with residents who run things themselves? A comparison in one place answers
# for that place. Cities differ in how open each side's money is to misuse and in how much is audited, and nobody has measured the first well.
# So both set-ups are run at many points. Where does the ranking turn, how sure is the border, and how much does a city lose that backs the
# wrong side?
#
# Searching for boxes needs `pip install "govsim[analysis]"`. `QUICK = True` takes about half a minute; `False` (for figures to quote) roughly
# three quarters of an hour on two cores.

# %% [markdown] zh
# # 5 · 什么条件会使排序翻转？
#
# **问题。** 公共资金在街道手里更安全，还是在自我管理的居民手里更安全？在一个地方作的比较，只回答那个地方。各地不同：
# 双方的资金有多容易被挪用，审计又有多少；前者还没有人好好测过。所以让两种方案在许多情形下运行。排序在哪里翻转？
# 界限有多确定？押错了一方，损失多少？
#
# 搜索条件需要 `pip install "govsim[analysis]"`。`QUICK = True` 约需半分钟；`False`（要引用数字时）两核电脑大约四十五分钟。

# %%
import os

import govsim

LANG = "en"
QUICK = os.environ.get("GOVSIM_QUICK", "1") != "0"
os.environ["GOVSIM_LANG"] = LANG

set_ups = [
    govsim.load(name).with_adults(200 if QUICK else 1500)
    for name in ("administration-led", "self-governing")
]
design = govsim.Design.latin_hypercube(
    set_ups,
    {
        "exposure_street": [0.06, 0.20],
        "exposure_community": [0.08, 0.30],
        "audit_probability": [0.0, 0.6],
    },
    points=14 if QUICK else 150,
    replicates=3 if QUICK else 9,
    months=30 if QUICK else 72,
    seed=5,
).replace(name="whose-money-is-safer")
sweep = govsim.sweep(design, out="flips", overwrite=True, progress=False)
sweep

# %% [markdown] en
# A point sets the three numbers alike for both set-ups. `audit_probability` is a lever. The other two are assumptions (`govsim describe exposure_street`
# shows card and range): how much is lost of departments' money, and of the community's, where nobody looks. Whether the ranking hangs on
# them is a question about the model as much as about the city.
#
# ## The condition
#
# On which outcome? That is a judgement, not a result. Here it is the share of programme money diverted; satisfaction may say otherwise.

# %% [markdown] zh
# 每个取值点对两种方案设定同样的三个数值。`audit_probability` 是政策杠杆，另外两个是假设（`govsim describe exposure_street` 显示卡片和范围）：
# 没有人看着时，部门的钱和社区的钱各会流失多少。排序是否取决于它们，既是关于城市的问题，也是关于模型的问题。
#
# ## 条件
#
# 按哪项结果排序？这是判断，不是结论。这里取项目资金流失的比例；换成满意度，排序可能不同。

# %%
outcome = "diversion_share"
found = govsim.discover(
    sweep, f"{outcome}[self-governing] < {outcome}[administration-led]"
)
found

# %% [markdown] en
# A search always finds something. So every box is tried on worlds it has not seen and against shuffled points; the sentence says *no finding* where it
# may be chance. With few points that is what to expect unless the border is sharp.
#
# ## The flip map

# %% [markdown] zh
# 搜索总能找到点什么。所以每个结果都要用没见过的世界检验，还要与打乱的取值点对照；可能只是巧合的，文字会写明不成立。
# 取值点不多时，除非界限分明，多半如此。
#
# ## 翻转图

# %%
borders = govsim.flip_map(
    sweep, outcome, over=("exposure_street", "exposure_community")
)
borders

# %%
borders.plot(lang=LANG)

# %% [markdown] en
# Boxes have edges along the names; a slanting border, where it is the *ratio* of two numbers that counts, shows only on the map.
#
# ## What the wrong choice costs
#
# *Regret* is what is lost by always backing one side, where the other would have been better: at most, and on average. A city that cannot know on which side
# of the border it lies may prefer the set-up with the smaller worst case.

# %% [markdown] zh
# 搜索给出的界限都与坐标轴平行；如果起作用的是两个数的**比例**，斜的界限只有在图上才看得出来。
#
# ## 选错的代价
#
# “后悔值”是一直押一方、而另一方本来更好时的损失：最多多少，平均多少。一个城市若不知道自己在界限的哪一边，
# 不妨选最坏情形损失较小的方案。

# %%
govsim.regret(sweep, outcome)

# %% [markdown] en
# The same sweep, judged by what the departments want done, needs no new runs:

# %% [markdown] zh
# 同一次扫描，换成按部门任务的真实完成率来判断，不用重新运行：

# %%
govsim.regret(sweep, "mandate_compliance_true")

# %% [markdown] en
# ## What you may conclude, and what not
#
# You may say: over *these ranges*, one side leads here and the other there, or no flip was found; and which side has less to regret.
#
# You may not say:
#
# * anything outside the ranges, or "in 70 % of cases": that share depends on the ranges chosen;
# * that a border is exact. It lies between two points of the design, and in communities of a few hundred adults it moves by chance;
# * that a city lies on one side because one number fits. Two of the three are assumptions nobody has measured there.
#
# More: [`docs/sweeps.md`](../docs/sweeps.md), [`docs/discover.md`](../docs/discover.md). Next:
# [how far to trust this](06-how-far-to-trust-this.ipynb).

# %% [markdown] zh
# ## 可以得出什么结论，不可以得出什么
#
# 可以说：在**这些取值范围**内，这里一方领先，那里另一方领先，或者没有发现翻转；以及哪一方后悔较少。
#
# 不可以说：
#
# * 范围以外的任何事，或“七成情形如此”：这个比例取决于所选的范围；
# * 界限是精确的。它落在设计的两个取值点之间，在只有几百人的模拟社区里还会随机移动；
# * 某市有一个数字对得上，就属于某一边。三个数字里有两个是当地没有人测过的假设。
#
# 详见 [`docs/sweeps.md`](../docs/sweeps.md)、[`docs/discover.md`](../docs/discover.md)。下一步：
# [能信到什么程度](06-how-far-to-trust-this.zh.ipynb)。
