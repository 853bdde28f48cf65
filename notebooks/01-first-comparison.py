# %% [markdown] en
# # 1 · A first comparison
#
# **The question.** Is a community better run by the street office or by its residents? Both
# sides have good arguments. Here they run the same simulated communities, with the same public
# money and the same luck, and we look at what differs, how sure that is, who gains and who
# loses.
#
# `QUICK = True` shows how it is done, in less than half a minute. For figures to quote set it to
# `False` (about two minutes on two cores).

# %% [markdown] zh
# # 1 · 第一次比较
#
# **问题。** 社区由街道来管好，还是由居民自己来管好？两种主张都有道理。这里让双方管理同样的模拟社区，
# 公共资金相同，运气也相同，看看有什么差别、把握多大、谁得益、谁受损。
#
# `QUICK = True` 只演示做法，不到半分钟。要引用数字，请改为 `False`（两核电脑约两分钟）。

# %%
import os

import govsim

LANG = "en"
QUICK = os.environ.get("GOVSIM_QUICK", "1") != "0"
os.environ["GOVSIM_LANG"] = LANG

result = govsim.compare(
    ["administration-led", "self-governing"],
    replicates=6 if QUICK else 30,
    months=36 if QUICK else 120,
    rng=1,
)
result

# %% [markdown] en
# **How to read a row.** The *difference* is self-governing minus administration-led in the same
# worlds. *Seeds* is the 95 % interval for chance alone; *with assumptions* also lets the model's
# uncertain numbers vary, and the words follow it: where it holds 0, no difference was found. The
# same table as a data frame, with every column, is `result.table(outcomes=govsim.HEADLINE)`.

# %% [markdown] zh
# **怎样读一行。** “差异”是同一批世界里居民自治减行政主导。“仅种子”是只计偶然性的 95 % 区间；
# “含假设”还让模型中没有把握的数值变动，文字判断以它为准：区间含 0，就是没有发现差异。
# 需要完整的数据表，用 `result.table(outcomes=govsim.HEADLINE)`。

# %%
result.plot_differences(lang=LANG)

# %% [markdown] en
# ## Over time
#
# A set-up needs years to show what it does: habits, trust and elected bodies move slowly.

# %% [markdown] zh
# ## 随时间的变化
#
# 一种方案要几年才显出效果：习惯、信任和选举产生的机构都变得慢。

# %%
result.plot("trust_committee", lang=LANG)

# %%
result.plot("participation_rate", lang=LANG)

# %% [markdown] en
# ## Where the money goes, and the committee's hours
#
# Public money is nearly the same under both set-ups (the table's first lines say how near); a band
# as thick in one panel as in the other is as much money. Hours are the scarcer good: what residents decide, somebody has to organise.

# %% [markdown] zh
# ## 钱到哪里去，工时用在哪里
#
# 两种方案的公共资金大致相同（结果开头写明）；两幅图中同样粗的带子就是同样多的钱。工时更稀缺：居民要作决定，总得有人组织。

# %%
result.plot_flows(lang=LANG)

# %%
result.plot_hours(lang=LANG)

# %% [markdown] en
# ## Who gains, who loses

# %% [markdown] zh
# ## 谁得益，谁受损

# %%
result.plot_groups("satisfaction", lang=LANG)

# %% [markdown] en
# ## One more question: what if somebody audits?
#
# A set-up is a scenario with some levers replaced. The same worlds answer.

# %% [markdown] zh
# ## 再问一句：加强审计会怎样？
#
# 换几个政策杠杆，就是另一种方案。仍由同一批世界来回答。

# %%
self_governing = govsim.load("self-governing")
audited = self_governing.replace(
    name="self-governing-audited",
    title="Self-governing, audited",
    title_zh="居民自治加审计",
    levers={"audit_probability": 0.6},
)
audit = govsim.compare(
    [self_governing, audited],
    replicates=4 if QUICK else 30,
    months=36 if QUICK else 120,
    rng=1,
)
columns = ["outcome", "mean_a", "mean_b", "difference", "low_wide", "high_wide"]
audit.table(["diversion_share", "trust_committee", "service_quality"])[columns].round(3)

# %% [markdown] en
# ## In words
#
# The page that `result.write("results/my-comparison")` puts beside tables and charts.

# %% [markdown] zh
# ## 用文字说
#
# `result.write("results/my-comparison")` 会把这一页连同表和图写进文件夹。

# %%
from IPython.display import Markdown

Markdown(result.summary(LANG))

# %% [markdown] en
# ## What you may conclude, and what not
#
# You may say: *under the stated assumptions*, in communities like these, set-up B does better
# than A on the outcomes where the wider interval leaves out 0, and worse on the others named.
#
# You may not say:
#
# * that a named city would see this. Most behavioural numbers are assumptions with wide ranges;
# * that no difference *found* means no difference. With few worlds little is found: `QUICK` above all;
# * that one side is better as such. Outcomes differ, groups differ, and which weighs more is for
#   those who answer for it to decide.
#
# Next: [your own community](02-your-own-community.ipynb).

# %% [markdown] zh
# ## 可以得出什么结论，不可以得出什么
#
# 可以说：**在所列假设之下**，在这样的社区里，较宽区间不含 0 的那些结果上，甲方案比乙方案好；
# 在另一些结果上则更差。
#
# 不可以说：
#
# * 某个具体城市会如此。大多数行为数值是取值范围很宽的假设；
# * 没有**发现**差异就是没有差异。世界少，能发现的就少，`QUICK` 时尤其如此；
# * 某一方本来就更好。结果各不相同，群体各不相同，孰轻孰重由负责的人来定。
#
# 下一步：[您自己的社区](02-your-own-community.zh.ipynb)。

# %%
assert len(result.table(outcomes=govsim.HEADLINE)) == 10
assert result.public_money()["self-governing"] > 0
