"""The five actors as Mesa agents.

The columns in `state/` are the only truth and the rules in `rules/` are what happens;
an agent is one actor's view of them. Organisations' methods are their decisions of this
month, asked of the same pure functions the rules use; a `Resident` is a view on one row.
"""

from typing import TYPE_CHECKING, Any

import mesa
import numpy as np

from govsim.explaining import explain_committee, explain_resident
from govsim.rules.founding import closing_chance
from govsim.rules.ngos import drifted, gifts_of, public_share
from govsim.rules.tenders import BIDDERS, bids
from govsim.vocabulary import (
    ACTIONS,
    COOPERATION_TYPES,
    HOUR_USES,
    INSTITUTIONS,
    NGO_KINDS,
    OWN_HANDS,
    TENURES,
)

if TYPE_CHECKING:
    from govsim.model import GovernanceModel
    from govsim.state import World


class Actor(mesa.Agent):
    """An agent that holds only its row; everything else is read from the columns."""

    def __init__(self, model: "GovernanceModel", row: int) -> None:
        super().__init__(model)
        self.row = row

    @property
    def world(self) -> "World":
        """The world's columns."""
        return self.model.world


class Government(Actor):
    """The street office and line departments (街道办事处与职能部门)."""

    def choose_tasks(self) -> dict[str, float]:
        """Upward hours asked of each community this month."""
        return dict(
            zip(self.world.names, self.world.committees.issued.tolist(), strict=True)
        )

    @property
    def account(self) -> float:
        """What the street holds in all communities [yuan]."""
        return float(self.world.money.balance("street").sum())


class ResidentsCommittee(Actor):
    """A residents' committee with its paid workers (居民委员会)."""

    @property
    def community(self) -> str:
        """Name of the community."""
        return self.world.names[self.row]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name in ("world", "row", "model"):
            raise AttributeError(name)
        column = getattr(self.world.committees, name)
        return (
            column[..., self.row].item() if column.ndim == 1 else column[..., self.row]
        )

    def split_time(self) -> dict[str, float]:
        """Hours by use this month: how it split its time."""
        own = self.world.hours.now[self.row, :OWN_HANDS].sum(axis=0)
        return dict(zip(HOUR_USES, own.tolist(), strict=True))

    def explain(self, lang: str = "en") -> str:
        """Its last month in words."""
        return explain_committee(self.model, self.row, lang)

    @property
    def account(self) -> float:
        """What the committee's own account holds [yuan]."""
        return float(self.world.money.balance("committee")[self.row])


class Resident(Actor):
    """An adult resident (居民): a view on one row of `state.Residents`."""

    @property
    def community(self) -> str:
        """Name of her community."""
        return self.world.names[self.world.residents.community[self.row]]

    @property
    def tenure(self) -> str:
        """Owner, renter or migrant."""
        return TENURES[self.world.residents.tenure[self.row]]

    @property
    def cooperation_type(self) -> str:
        """Conditional cooperator, free rider or other."""
        return COOPERATION_TYPES[self.world.residents.cooperation_type[self.row]]

    def explain(self, lang: str = "en") -> str:
        """Her last month in words."""
        return explain_resident(self.model, self.row, lang)

    @property
    def acts(self) -> tuple[str, ...]:
        """What she took part in this month."""
        mine = self.world.residents.acts[:, self.row]
        return tuple(name for name, did in zip(ACTIONS, mine, strict=True) if did)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name in ("world", "row", "model"):
            raise AttributeError(name)
        if name.startswith("trust_") and name[6:] in INSTITUTIONS:
            return self.world.residents.trust[
                INSTITUTIONS.index(name[6:]), self.row
            ].item()
        column = getattr(self.world.residents, name)
        if column.shape[0] == self.world.residents.age.size:
            value = column[self.row]
            return value.item() if np.ndim(value) == 0 else value
        return column[:, self.row]


class Partner(Actor):
    """An organisation that bids for service contracts: the one that holds a place.

    It appears among the model's agents when it is founded and leaves them when it
    closes. A kept reference then says `active` False; whoever takes over the place is
    another agent.
    """

    def __init__(self, model: "GovernanceModel", row: int) -> None:
        super().__init__(model, row)
        self.holder = int(self.world.partners.holders[row])

    @property
    def active(self) -> bool:
        """Whether it still holds its place."""
        p = self.world.partners
        return bool(p.active[self.row]) and int(p.holders[self.row]) == self.holder

    @property
    def community(self) -> str:
        """Name of the community it is at home in."""
        return self.world.names[self.world.partners.home[self.row]]

    @property
    def kind(self) -> str:
        """What kind of organisation it is."""
        kind = int(self.world.partners.kind[self.row])
        return NGO_KINDS[kind] if kind >= 0 else "service_firm"

    @property
    def age_months(self) -> float:
        """Months since it was founded or came here."""
        return float(self.world.partners.age[self.row])

    @property
    def capability(self) -> float:
        """How well it can work, 0–1."""
        return float(self.world.partners.capability[self.row])

    @property
    def reputation(self) -> float:
        """What delivered work made others think of it, 0–1."""
        return float(self.world.partners.reputation[self.row])

    @property
    def contracts(self) -> tuple[str, ...]:
        """Communities it works for now."""
        rows = np.flatnonzero(self.world.partners.contract_with == self.row)
        return tuple(self.world.names[row] for row in rows if self.active)

    def would_bid(self) -> bool:
        """Whether it is of a kind that bids for contracts."""
        kind = int(self.world.partners.kind[self.row])
        return self.active and (kind < 0 or bool(BIDDERS[kind]))

    def bid(self, luck: float = 0.5) -> float:
        """Cost it would bid for a standard contract (1 = usual) with this luck, 0–1."""
        cost = self.world.partners.cost[[self.row]]
        spread = self.model.parameters.bid_spread
        return float(bids(cost, np.array([luck]), spread)[0])


class NGO(Partner):
    """A social organisation (社会组织)."""

    @property
    def mission(self) -> float:
        """Share of its attention that is its members', not its payers', 0–1."""
        return float(self.world.partners.mission[self.row])

    @property
    def members(self) -> float:
        """Volunteers who keep to it, per 1,000 adults."""
        return float(self.world.partners.members[self.row])

    @property
    def reserves(self) -> float:
        """What it has put by [yuan]."""
        return float(self.world.partners.reserves[self.row])

    @property
    def dormant(self) -> bool:
        """Whether it has neither a contract nor members who keep it going."""
        return bool(self.world.partners.dormant[self.row])

    @property
    def public_share(self) -> float:
        """Public money in its income, 0–1."""
        return float(public_share(self.world)[self.row])

    def fundraise(self) -> float:
        """What it spends a year on raising gifts, with the grants it has [yuan]."""
        spent, _ = gifts_of(self.world, self.model.parameters)
        return float(spent[self.row])

    def drift(self) -> float:
        """How far its mission moves this month to its payers (−) or its members (+)."""
        p, rate = self.world.partners, self.model.parameters.mission_drift
        after = drifted(p.mission, public_share(self.world), rate)
        return float((after - p.mission)[self.row])

    def exit_chance(self) -> float:
        """Probability that it closes this month, 0–1."""
        return float(closing_chance(self.world, self.model.parameters)[self.row])


class Business(Partner):
    """A service firm (企业)."""


def gather(model: "GovernanceModel") -> None:
    """Make the organisations of a model; residents are made when asked for."""
    Government(model, 0)
    for row in range(model.world.size):
        ResidentsCommittee(model, row)
    renew(model)


def renew(model: "GovernanceModel") -> None:
    """Organisations that closed leave the agents, those founded join them."""
    p, agents = model.world.partners, model.organisations
    for row, agent in list(agents.items()):
        if not agent.active:
            agent.remove()
            del agents[row]
    for row in np.flatnonzero(p.active).tolist():
        if row not in agents:
            agents[row] = (NGO if p.is_ngo[row] else Business)(model, row)
