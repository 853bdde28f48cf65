# %% [markdown] en
# # 2 · Your own community
#
# **The question.** What would change in *our* street if every task brought its money? A study of
# an average city does not answer that: it depends on who lives there, what the committee has to
# do and what it may decide. So we describe the place in a file, let govsim check it, and compare
# it with itself under another rule.
#
# `QUICK = True` takes about a quarter of a minute; `False` (for figures to quote) about two.

# %% [markdown] zh
# # 2 · 您自己的社区
#
# **问题。** 如果费随事转，**我们的**街道会有什么变化？研究一个平均的城市回答不了：要看那里住着谁、
# 居委会要做什么、能定什么。所以先用一个文件描述这个地方，让 govsim 检查，再让它与换了一条规则的自己比较。
#
# `QUICK = True` 只需十几秒；`False`（要引用数字时）约两分钟。

# %%
import csv
import os
from pathlib import Path

import numpy as np

import govsim
from govsim.scenarios import difference, template

LANG = "en"
QUICK = os.environ.get("GOVSIM_QUICK", "1") != "0"
os.environ["GOVSIM_LANG"] = LANG

print("\n".join(template(LANG).splitlines()[:42]))

# %% [markdown] en
# ## Describe the place
#
# The template above (on the command line: `govsim new ours.toml`) explains every key; levers that
# are left out stay as in the status quo. Here is a short file for two communities of a street. For
# the first only shares are known. Residents are *adults*. Two mistakes are in it, as they happen.

# %% [markdown] zh
# ## 描述这个地方
#
# 上面的模板（命令行：`govsim new ours.toml`）解释了每一项；没写的杠杆保持现状。下面是一个街道两个社区的
# 简短文件。第一个社区只知道比例。人数指**成年居民**。里面有两处错误，这种错误很常见。

# %%
text = """\
schema = 1
name = "ours"
title = "As it is"
title_zh = "现状"
question = "What changes if every task brings its money?"
question_zh = "如果费随事转会怎样?"
base = "baseline"
months = 60

[[community]]
name = "riverside"
type = "old"
residents = 700
age_shares = [0.12, 0.15, 0.15, 0.19, 0.22, 0.12, 0.05]
tenure_shares = [0.62, 0.16, 0.27]

[[community]]
name = "new-garden"
type = "commodity"
population = "people.csv"

[levers]
worker_per_10k = 14
audit_probabilty = 0.1
"""
_ = Path("ours.toml").write_text(text, encoding="utf8")

# %% [markdown] en
# Of the second community a table exists, one row an adult, as a registry without names would give
# it. Here it is made up: four hundred adults in young households, most of them owners.

# %% [markdown] zh
# 第二个社区有一张表，每名成年人一行，相当于去掉姓名的台账。这里的表是虚构的：四百名成年人，家庭年轻，
# 多数是业主。

# %%
draw = np.random.default_rng(1)
with open("people.csv", "w", newline="", encoding="utf8") as file:
    table = csv.writer(file)
    table.writerow("age woman education tenure party income household".split())
    for household in range(200):
        age, tenure = int(draw.integers(25, 60)), draw.choice(
            ["owner", "renter", "migrant"], p=[0.7, 0.1, 0.2]
        )
        for woman in (0, 1):
            income = round(float(draw.lognormal(8.3, 0.4)))
            party = int(draw.random() < 0.12)
            table.writerow([age, woman, 1, tenure, party, income, household])

try:
    govsim.load("ours.toml")
except govsim.BadInput as error:
    print(error)

# %% [markdown] en
# All faults come at once, with the line and the nearest name. Nothing is clipped or guessed: a
# misspelt lever that was silently ignored would have been a false result. Mended:

# %% [markdown] zh
# 所有错误一次列出，注明行号和最接近的名称。程序不会截断，也不会猜：拼错的杠杆若被悄悄忽略，结果就是假的。改正后：

# %%
text = text.replace("0.16, 0.27", "0.16, 0.22").replace("probabilty", "probability")
_ = Path("ours.toml").write_text(text, encoding="utf8")

ours = govsim.load("ours.toml")
ours

# %% [markdown] en
# ## The reform, and nothing else
#
# The reform is the same place with some levers replaced. Print what differs before you run: it
# should be what you mean, and no more.

# %% [markdown] zh
# ## 只改要改的
#
# 改革就是同一个地方换几个杠杆。运行之前先列出差别：应当正是您要改的，不多也不少。

# %%
reform = ours.replace(
    name="money-follows",
    title="Money follows tasks",
    title_zh="费随事转",
    levers={"money_follows_task": 1.0},
)
print("\n".join(difference(ours, reform, LANG)))

# %%
result = govsim.compare(
    [ours, reform],
    replicates=6 if QUICK else 40,
    months=36 if QUICK else 120,
    rng=1,
)
result

# %% [markdown] en
# ## Where it matters
#
# The outcomes that a reform of money should move first are not all among the ten headline ones.
# `govsim.OUTCOMES` has them all, `govsim.describe` on the command line says what each one means.
# Looking at many outcomes finds something by chance; say beforehand which ones you will look at.

# %% [markdown] zh
# ## 该看哪里
#
# 涉及资金的改革首先影响的结果，不全在十项主要结果里。`govsim.OUTCOMES` 列出全部，命令行
# `govsim describe` 说明各项含义。看得多了，总会碰巧看到一点什么；请事先说定要看哪几项。

# %%
watched = ["overload", "task_backlog", "admin_share", "unspent_share", "service_quality"]
columns = ["outcome", "mean_a", "mean_b", "difference", "low_wide", "high_wide", "p_superior"]
result.table(watched)[columns].round(3)

# %%
result.plot_hours(lang=LANG)

# %%
result.plot_groups("satisfaction", lang=LANG)

# %% [markdown] en
# ## Keep it
#
# `reform.save("reform.toml")` writes a file that needs no other; `result.write("results/ours")` a
# folder with tables, charts, the page in words and everything needed to run it again.

# %% [markdown] zh
# ## 保存
#
# `reform.save("reform.toml")` 写出一个不依赖其他文件的方案；`result.write("results/ours")` 写出一个文件夹，
# 内有表、图、文字说明和重新运行所需的一切。

# %%
reform.save("reform.toml")
assert govsim.load("reform.toml") == reform

# %% [markdown] en
# ## What you may conclude, and what not
#
# You may say: in a place *with these people and rules*, under the stated assumptions, the reform
# moves these outcomes by so much, and these groups gain or lose.
#
# You may not say:
#
# * that this is your street. Names and shares are yours; how people react comes from studies made
#   elsewhere and from assumptions. Levels are rough, differences are better;
# * that the reform does nothing where no difference was found in a small place. Two communities of a
#   few hundred adults move much by chance: describe all your communities and take more worlds;
# * anything about single persons in your table. Residents of the model are not they.
#
# Next: [one lever under the microscope](03-one-lever.ipynb).

# %% [markdown] zh
# ## 可以得出什么结论，不可以得出什么
#
# 可以说：在**有这些居民和规则**的地方，在所列假设之下，这项改革使这些结果变动多少，哪些群体得益或受损。
#
# 不可以说：
#
# * 这就是您的街道。名称和比例是您的，人们如何反应却来自别处的研究和假设。水平只是大概，差异更可靠；
# * 小地方没有发现差异，改革就没有作用。几百人的社区受偶然性影响很大：请写入全部社区，并增加世界；
# * 表中某个人会怎样。模型里的居民不是他们。
#
# 下一步：[细看一个杠杆](03-one-lever.zh.ipynb)。
