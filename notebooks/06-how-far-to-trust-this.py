# %% [markdown] en
# # 6 · How far to trust this
#
# **The question.** Before a result of this model is quoted in a decision: what does the model get right that it was not told, where does it
# fail, how much of an answer is chance and how much is assumption, and can data settle the assumptions?
#
# `QUICK = True` takes about half a minute; `False` (for figures to quote) roughly an hour on two cores. Calibrating needs
# `pip install "govsim[analysis]"`.

# %% [markdown] zh
# # 6 · 能信到什么程度
#
# **问题。** 在决策中引用这个模型的结果之前要问：没有告诉它的事，它说对了多少？在哪里说错？一个答案里有多少是偶然，多少是假设？
# 数据能不能确定这些假设？
#
# `QUICK = True` 约需半分钟；`False`（要引用数字时）两核电脑大约一小时。校准需要 `pip install "govsim[analysis]"`。

# %%
import os
from pathlib import Path

import govsim

LANG = "en"
QUICK = os.environ.get("GOVSIM_QUICK", "1") != "0"
os.environ["GOVSIM_LANG"] = LANG

# %% [markdown] en
# ## Against what is known
#
# About fifty patterns from experiments and field studies are written down with a band each, before the model is run.
# **Only rows of the role *unfitted* that share no source with a number of the model count as validation**; a fitted row that passes says little.
# Three rows are measured here: a laboratory game whose numbers were fitted, and two that were never used. The whole table
# is in [`docs/validation.md`](../docs/validation.md); `govsim validate --role unfitted` makes it again.

# %% [markdown] zh
# ## 与已知事实对照
#
# 约五十条来自实验和实地研究的规律，在运行模型之前就写定了区间带。**只有角色为“未用于拟合”、且没有任何模型数值与其同源的行，
# 才算作验证**；用于拟合的行通过了，说明不了多少。这里测三行：一个用来拟合的实验室博弈，两条从未用过的。
# 全表见 [`docs/validation.md`](../docs/validation.md)，`govsim validate --role unfitted` 可重新生成。

# %%
checked = govsim.validate(
    only=["A1", "B17", "B22"], replicates=2 if QUICK else None, full=not QUICK
)
checked

# %% [markdown] en
# Read the failures first. Volunteering, for instance, is far less concentrated in the model (B22) than among real volunteers, because every
# act counts the same hours; so the model must not be used to ask who does the most. Each row of the full page gives the likely reason.

# %% [markdown] zh
# 先看没通过的。例如，模型中的志愿服务远不如现实中集中（B22），因为每次服务都按同样的时数计；所以不能用这个模型问谁做得最多。
# 完整页面的每一行都写明可能的原因。

# %% [markdown] en
# ## Chance against assumptions
#
# Thirty worlds pin down what *the model* says. They do not pin down what would be true with other plausible numbers. The width of both
# intervals side by side shows which of the two to work on; more worlds narrow only the first.

# %% [markdown] zh
# ## 偶然与假设
#
# 三十个世界足以确定**模型**怎么说，却不能确定换一组同样合理的数值会怎样。把两种区间的宽度放在一起，就知道该在哪里下功夫：
# 增加世界只能缩小前一种。

# %%
adults = 200 if QUICK else 1500
set_ups = [
    govsim.load(name).with_adults(adults)
    for name in ("administration-led", "self-governing")
]
months = 30 if QUICK else 120
result = govsim.compare(set_ups, replicates=4 if QUICK else 60, months=months, rng=1)
table = result.table(govsim.HEADLINE).set_index("outcome")
widths = table.assign(
    seeds=table["high"] - table["low"],
    seeds_and_assumptions=table["high_wide"] - table["low_wide"],
)
widths["times"] = widths["seeds_and_assumptions"] / widths["seeds"]
widths[["difference", "seeds", "seeds_and_assumptions", "times"]].round(3)

# %% [markdown] en
# ## Which assumptions?
#
# A screening moves one number at a time across its range and looks at what the *difference between the set-ups* does. Four suspects are tried
# here; `factors="rules"` tries all of the model's, by rule. What stands out is what to measure first in a real city.

# %% [markdown] zh
# ## 是哪些假设？
#
# 筛查每次让一个数值走过它的取值范围，看**两种方案之差**如何变化。这里试四个可疑的；`factors="rules"` 按规则试遍模型的全部数值。
# 突出的那些，就是在现实城市里最该先测的。

# %%
suspects = ["capture", "deliberate_base", "exposure_community", "refused_matters"]
screened = govsim.sensitivity(
    set_ups[0],
    versus=set_ups[1],
    factors=suspects,
    outcome="satisfaction",
    samples=2 if QUICK else 20,
    replicates=2 if QUICK else 4,
    months=months,
)
screened

# %%
screened.plot(lang=LANG)

# %% [markdown] en
# ## Can data settle them?
#
# Calibration looks for values with which the model comes to data, and says which of them the data determine. Here: three numbers against the laboratory
# game A1. All three targets can be met, and yet the game does not pin down all three numbers. That is the usual answer:
# **meeting the targets is not knowing the numbers.**

# %% [markdown] zh
# ## 数据能确定它们吗？
#
# 校准寻找能使模型符合数据的数值，并说明数据确定了其中哪些。这里用实验室博弈 A1 来校准三个数值。三个目标都能符合，
# 三个数值却没有都确定下来。通常就是这样：**符合目标，不等于知道数值。**

# %%
_ = Path("targets.toml").write_text(
    f"""\
schema = 1
name = "gifts"
seed = 1
replicates = {4 if QUICK else 10}
[fit]
parameters = ["belief_weight", "opening_belief", "talk_belief"]
[method]
waves = {1 if QUICK else 3}
points = {30 if QUICK else 120}
check = {10 if QUICK else 40}
sets = 100
[[target]]
pattern = "A1"
parts = ["start, re-matched", "end, fixed", "end, re-matched"]
""",
    encoding="utf8",
)
fitted = govsim.calibrate("targets.toml")
fitted

# %%
fitted.plot_parameters(lang=LANG)

# %% [markdown] en
# `talk_belief` does nothing in a game without talk, so nothing can be learned about it; a method that reported a narrow interval would be
# lying. More: [`docs/calibration.md`](../docs/calibration.md).
#
# ## What you may conclude, and what not
#
# You may say: which way a difference points, where the wider interval leaves out 0 and the mechanism behind it rests on rows that pass unfitted;
# and which assumption would change the answer.
#
# You may not say:
#
# * that the model is validated. Of the rows that count most do not pass; see the head of [`docs/validation.md`](../docs/validation.md) for how many do;
# * that levels are right, or that a named place will see them: levels are set to rough facts about Chinese cities around 2015;
# * that what no mechanism stands for does not matter. [`docs/coverage.md`](../docs/coverage.md) lists what is left out: the local economy,
#   opinion leaders, officials' outlook and more;
# * that more worlds would settle it, where assumptions are the wider part.

# %% [markdown] zh
# `talk_belief` 在没有交谈的博弈里不起作用，所以对它什么也学不到；若有方法报告一个很窄的区间，那是假的。
# 详见 [`docs/calibration.md`](../docs/calibration.md)。
#
# ## 可以得出什么结论，不可以得出什么
#
# 可以说：差异指向哪一边，只要较宽的区间不含 0，且背后的机制有未用于拟合而通过的行作依据；以及哪个假设会改变答案。
#
# 不可以说：
#
# * 模型已经得到验证。可算作验证的行多数没有通过，数目见 [`docs/validation.md`](../docs/validation.md) 开头；
# * 水平是对的，或某个具体地方会如此：水平只按 2015 年前后中国城市的大致情况设定；
# * 模型里没有的机制就不重要。[`docs/coverage.md`](../docs/coverage.md) 列出了没有包括的：当地经济、意见领袖、官员的想法等等；
# * 增加世界就能弄清楚，如果较宽的部分来自假设。
