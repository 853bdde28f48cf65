# %% [markdown]
# # A first comparison
#
# *Is a community better run by the street office or by its residents?*
#
# This notebook runs the same small worlds under two set-ups, shows what differs and how
# sure that is, who gains and who loses, and what the answer hangs on. It takes about a
# minute. Replace the names or the levers and run it again.

# %%
import govsim

result = govsim.compare(
    ["administration-led", "self-governing"], replicates=10, months=72, rng=1
)
result.table(outcomes=govsim.HEADLINE).round(3)

# %% [markdown]
# **How to read a row.** `difference` is self-governing minus administration-led in the
# same worlds. `low`–`high` is the 95 % interval for chance alone; `low_wide`–`high_wide`
# also lets the model's uncertain assumptions vary. If the wider one holds 0, no
# difference was found. `p_superior` is the share of worlds in which residents are better
# off under self-governing.

# %%
result.plot_differences()

# %% [markdown]
# ## Over time

# %%
result.plot("trust_committee")

# %%
result.plot("participation_rate")

# %% [markdown]
# ## Where the money goes
#
# Public money is the same under both set-ups; a band as thick in one panel as in the
# other is as much money.

# %%
print({name: round(yuan) for name, yuan in result.public_money().items()}, "yuan per adult a year")
result.plot_flows()

# %% [markdown]
# ## What the committee's hours go to

# %%
result.plot_hours()

# %% [markdown]
# ## Who gains, who loses

# %%
result.plot_groups("satisfaction")

# %% [markdown]
# ## One more question: what if nobody audits?
#
# A set-up is a scenario with some levers replaced. The same worlds answer.

# %%
self_governing = govsim.load("self-governing")
audited = self_governing.replace(
    name="self-governing-audited", title="Self-governing, audited", title_zh="居民自治加审计",
    levers={"audit_probability": 0.6},
)
audit = govsim.compare([self_governing, audited], replicates=6, months=48, rng=1)
audit.table(outcomes=["diversion_share", "trust_committee", "service_quality"]).round(3)

# %% [markdown]
# ## In words

# %%
from IPython.display import Markdown

Markdown(result.summary())

# %% [markdown]
# The same in Chinese: `result.summary("zh")`, `result.plot_differences(lang="zh")`.
# A folder to hand over: `result.write("results/my-comparison")`.
#
# **Not a forecast.** Most behavioural numbers are assumptions with wide ranges; the wider
# intervals show what that does. See `docs/model.md` for every equation.

# %%
assert len(result.table(outcomes=govsim.HEADLINE)) == 10
assert result.public_money()["self-governing"] > 0
