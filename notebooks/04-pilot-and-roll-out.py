# %% [markdown] en
# # 4 · A pilot and its roll-out
#
# **The question.** A residents' fund is to be tried in some of ten communities before the city pays for all. Would the usual
# evaluation, difference in differences, find what the pilot does? And when does it mislead? In a real city nobody knows
# the true effect. Here every world is also run *without* the pilot, with the same people and the same luck, so the truth stands
# beside the estimate.
#
# `QUICK = True` takes about half a minute; `False` (for figures to quote) about ten minutes.

# %% [markdown] zh
# # 4 · 试点与推广
#
# **问题。** 居民议事资金要先在十个社区中的几个试点，再决定全市是否出钱。常用的评估方法“双重差分”能不能看出试点的作用？
# 什么时候会误导？现实中没有人知道真实效果。这里每个世界还在**没有**试点的情况下再运行一次，人相同，运气也相同，
# 于是真实效果就摆在估计值旁边。
#
# `QUICK = True` 约需半分钟；`False`（要引用数字时）约十分钟。

# %%
import os

import govsim

LANG = "en"
QUICK = os.environ.get("GOVSIM_QUICK", "1") != "0"
os.environ["GOVSIM_LANG"] = LANG

by_lot = govsim.TrialDesign(
    "baseline",
    {"resident_fund_yuan": 100},
    start=25,
    treated=4,
    choose="random",
    communities=10,
    adults=80 if QUICK else 300,
    months=48 if QUICK else 72,
    replicates=8 if QUICK else 100,
    outcomes=["deliberation_rate", "satisfaction"],
    name="by-lot",
)
lot = govsim.trial(by_lot, out="trial-by-lot", overwrite=True, progress=False)
lot

# %% [markdown] en
# **How to read it.** *Bias* is the mean of estimate less truth; its interval should hold 0. *Coverage*: how often a stated 95 %
# interval holds the truth. *Power*: how often the evaluation notices the effect at all. *False alarms*: how often it finds an effect of a
# pilot that changes nothing. With eight worlds a share is known to about ± 20 points or worse; take a hundred before you quote one.

# %% [markdown] zh
# **怎样读。** “偏差”是估计值减真实效果的平均，其区间应含 0。“覆盖率”：所报 95 % 区间包含真值的比例。“检验力”：评估能发现效果的比例。
# “误报”：对什么也没改变的试点，评估却说有效果的比例。八个世界时，比例的误差在正负 20 个百分点上下；要引用，请用一百个世界。

# %%
lot.plot("deliberation_rate", lang=LANG)

# %% [markdown] en
# ## When an evaluation misleads: a roll-out in waves
#
# The usual way to go on is in waves (分批推开): some communities now, more a year later. The two-way regression then compares the second wave
# with the *first*, whose effect is still growing, and books that growth against the reform. The estimate by wave and period compares
# only with communities that never join.

# %% [markdown] zh
# ## 评估何时误导：分批推开
#
# 通常的做法是分批推开：先试几个社区，一年后再加几个。双向固定效应回归会拿第二批去比**第一批**，而第一批的效果还在增长，
# 这份增长便被记成改革的负作用。“分批分期”的估计只与始终没有加入的社区比较。

# %%
from dataclasses import replace

in_waves = replace(by_lot, start=[13, 37], treated=[3, 3], name="in-waves")
waves = govsim.trial(in_waves, out="trial-waves", overwrite=True, progress=False)
waves

# %%
waves.plot("deliberation_rate", lang=LANG)

# %% [markdown] en
# ## When an evaluation misleads: a head start
#
# Communities that know they will be pilots often begin early (先行先试). The analyst takes the official start for the start. Then the last
# months "before" already hold part of the effect, and the comparison takes it off.

# %% [markdown] zh
# ## 评估何时误导：先行先试
#
# 知道自己将是试点的社区，常常提前动手。评估者却把正式启动当作起点。这样，“试点前”的最后几个月已含有一部分效果，
# 相减时就被减掉了。

# %%
early = replace(
    by_lot,
    early_months=12,
    early_levers={"resident_fund_yuan": 100},
    name="head-start",
)
head_start = govsim.trial(early, out="trial-early", overwrite=True, progress=False)

# %% [markdown] en
# ## Side by side
#
# The bias is cut into parts that add up to it. `from_weighting` is an effect on the treated, averaged otherwise than over treated months (waves compared with
# waves; a head start in the base). `from_luck` is what the estimator finds where nothing was done. `from_spilling` is an effect on the
# communities used for comparison.

# %% [markdown] zh
# ## 放在一起看
#
# 偏差可拆成几部分，相加正好等于偏差。`from_weighting` 是对试点社区的真实效果没有按试点月份平均（批与批相比；提前动手的效果落在基期）。
# `from_luck` 是在什么也没做的地方也会“发现”的东西。`from_spilling` 是对照社区受到的影响。

# %%
import pandas as pd

columns = ["truth", "estimate", "bias", "from_luck", "from_spilling", "from_weighting"]
pd.concat(
    {
        result.design.name: result.table("deliberation_rate")
        .set_index("estimator")
        .loc[["did", "group_time"], columns]
        for result in (lot, waves, head_start)
    }
).round(4)

# %% [markdown] en
# Other traps to try: `choose="worst"` with `rank_by="deliberation_rate"` (what was worst by bad luck returns to the usual by itself), and
# a `length` after which the pilot ends.

# %% [markdown] zh
# 还可以试：`choose="worst"` 加 `rank_by="deliberation_rate"`（因运气不好而最差的，自己会恢复常态），以及设定 `length`，到期试点结束。

# %% [markdown] en
# ## What you may conclude, and what not
#
# You may say: an evaluation of *this design* (so many communities, months, this way of choosing) would or would not see an
# effect of this size, and would lean to this side.
#
# You may not say:
#
# * that the real fund has this effect. The trial judges the evaluation, not the fund;
# * that "no effect was found" means there is none, where power is low;
# * that what holds for the communities tried holds for all. Choosing the best or the worst changes the *truth* as well, not only the
#   estimate, and a roll-out shares one budget and one set of auditors and contractors, which a pilot hardly touches.
#
# More: [`docs/trials.md`](../docs/trials.md). Next: [which conditions flip the ranking](05-when-the-ranking-flips.ipynb).

# %% [markdown] zh
# ## 可以得出什么结论，不可以得出什么
#
# 可以说：**这种设计**的评估（社区数、月数、选取方式）能不能看出这样大小的效果，会偏向哪一边。
#
# 不可以说：
#
# * 真实的议事资金就有这样的效果。这里检验的是评估，不是资金；
# * 检验力低时，“没有发现效果”就等于没有效果；
# * 在试点社区成立的，在所有社区都成立。选最好或最差的社区，改变的不只是估计值，还有**真实效果**本身；
#   而全面推广要共用一份预算、同一批审计和承包方，试点几乎碰不到这些。
#
# 详见 [`docs/trials.md`](../docs/trials.md)。下一步：[排序何时翻转](05-when-the-ranking-flips.zh.ipynb)。
