"""Why did she take part or not, and why did her trust move? Numbers, not yet words."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.special import expit

from govsim.columns import Floats
from govsim.errors import BadInput
from govsim.explaining.looks import LOOKS
from govsim.explaining.replay import inside
from govsim.state import World
from govsim.vocabulary import ACTIONS, COOPERATION_TYPES, INSTITUTIONS, TENURES

if TYPE_CHECKING:
    from govsim.model import GovernanceModel


@dataclass(frozen=True, slots=True)
class Choice:
    """One kind of act: what spoke for it, whether it could happen, and what did.

    The probability is `called` × expit(sum of `terms`) × `door`: called is 1 for one who
    was asked (or whose home the ballot box reached), else how seldom one starts unasked.
    """

    act: str
    terms: dict[str, float]  # [logits]
    called: float
    door: float
    drawn: float  # the month's uniform number; she acts if it is below the probability
    did: bool

    @property
    def logit(self) -> float:
        """All that speaks for and against it."""
        return sum(self.terms.values())

    @property
    def willing(self) -> float:
        """Probability if she is asked and the door stands open."""
        return float(expit(self.logit))

    @property
    def chance(self) -> float:
        """Probability that she acts this month."""
        return self.called * self.willing * self.door


@dataclass(frozen=True, slots=True)
class Change:
    """How trust in one institution moved; `parts` add up to after − before."""

    institution: str
    before: float
    after: float
    parts: dict[str, float]


@dataclass(frozen=True, slots=True)
class ResidentMonth:
    """All that `explain_resident` tells, as numbers."""

    row: int
    month: int
    who: dict[str, Any]
    asked: str  # "self", "home" or "no"
    met: float  # probability of being asked herself
    choices: tuple[Choice, ...] = ()
    changes: tuple[Change, ...] = ()
    gift: dict[str, Any] = field(default_factory=dict)
    also: tuple[str, ...] = ()  # what else happened, names in words.toml
    newcomer: bool = False


def month_of(model: "GovernanceModel", i: int) -> ResidentMonth:
    """The last month of the resident in row `i`.

    Raises
    ------
    BadInput
        If there is no such row or no month to explain.
    """
    count = model.world.residents.age.size
    if (
        isinstance(i, bool)
        or not isinstance(i, (int, np.integer))
        or not 0 <= i < count
    ):
        raise BadInput(f"resident {i!r}: give a row from 0 to {count - 1}.")
    row = int(i)
    seen = inside(model, LOOKS)
    seen["last"] = seen.get("population.move", seen["end"])
    who = _who(model.world, row)
    if model.world.residents.slot[row] != seen["start"]["slot"][row]:
        return ResidentMonth(row, model.steps, who, "no", 0.0, newcomer=True)
    asked = seen.get("participation.be_asked")
    return ResidentMonth(
        row=row,
        month=model.steps,
        who=who,
        asked=_how_asked(asked, seen["last"]["asked"], row),
        met=float(asked["met"][row]) if asked else 0.0,
        choices=tuple(_choices(seen, row)),
        changes=tuple(_changes(seen, row)),
        gift=_gift(seen, row),
        also=tuple(name for name, did in seen["last"]["also"].items() if did[row]),
    )


def _who(w: World, row: int) -> dict[str, Any]:
    """Her attributes in plain values."""
    r = w.residents
    place = int(r.community[row])
    return {
        "woman": bool(r.woman[row]),
        "age": int(r.age[row]),
        "tenure": TENURES[r.tenure[row]],
        "party": bool(r.party[row]),
        "type": w.types[place],
        "community": w.names[place],
        "years": float(r.years_here[row]),
        "cooperation": COOPERATION_TYPES[r.cooperation_type[row]],
        "free_time": float(r.free_time[row]),
        "satisfaction": float(r.satisfaction[row]),
    }


# --- one resident out of all ----------------------------------------------------------


def _how_asked(asked: dict[str, Any] | None, finally_: Floats, row: int) -> str:
    if asked is not None and asked["own"][row]:
        return "self"
    return "home" if finally_[row] else "no"


def _choices(seen: dict[str, Any], row: int) -> list[Choice]:
    """Voting, meetings, volunteer work, inspecting, the owners' meeting: those there were."""
    acts = seen["last"]["acts"]
    made = []
    if "participation.vote" in seen:
        made.append(_choice("vote", seen["participation.vote"], acts, row))
    if "participation.take_part" in seen:
        all_ = seen["participation.take_part"]
        for place, act in enumerate(ACTIONS[1:4]):
            one = {
                "terms": all_["terms"][place],
                "called": all_["called"],
                "door": all_["doors"][place],
                "drawn": all_["drawn"][place],
            }
            made.append(_choice(act, one, acts, row))
    if "estates.meet_owners" in seen:
        made.append(_choice("owners_vote", seen["estates.meet_owners"], acts, row))
    return [c for c in made if c.door > 0.0 or c.act in ACTIONS[1:4]]


def _choice(act: str, look: dict[str, Any], acts: Floats, row: int) -> Choice:
    return Choice(
        act=act,
        terms={name: float(each[row]) for name, each in look["terms"].items()},
        called=float(look["called"][row]),
        door=float(look["door"][row]),
        drawn=float(look["drawn"][row]),
        did=bool(acts[ACTIONS.index(act), row]),
    )


def _changes(seen: dict[str, Any], row: int) -> list[Change]:
    """Trust in each institution, and what moved it."""
    if "trust.update" not in seen:
        return []
    look, after = seen["trust.update"], seen["last"]["trust"]
    return [
        Change(
            institution=name,
            before=float(look["before"][place][row]),
            after=float(after[place][row]),
            parts=_parts(look, name, place, row)
            | {"talk": float(after[place][row] - look["judged"][place][row])},
        )
        for place, name in enumerate(INSTITUTIONS)
    ]


def _parts(look: dict[str, Any], name: str, place: int, row: int) -> dict[str, float]:
    """Parts of the step from events: weight × (value − trust) each, at the step's rate.

    Trust moves by rate × (cut(mean of events + shifts + lean) − trust); the rate is what
    the rule's own step divided by its own gap gives.
    """
    old = float(look["before"][place][row])
    step = float(look["judged"][place][row]) - old
    events = {
        key: (float(value[row]), float(weight[row]))
        for key, (value, weight) in look["met"][name].items()
    }
    total = sum(weight for _, weight in events.values())
    shifts = {k: float(s[row]) for k, s in look["shifts"].get(name, {}).items()}
    shifts["lean"] = float(look["lean"][place][row])
    if total <= 0.0:
        return dict.fromkeys((*events, *shifts), 0.0)
    pulls = {key: g / total * (x - old) for key, (x, g) in events.items()} | shifts
    wanted = sum(pulls.values())
    gap = min(max(old + wanted, 0.0), 1.0) - old
    rate = step / gap if gap else 0.0
    parts = {key: rate * pull for key, pull in pulls.items()}
    if abs(gap - wanted) > 1e-12:
        parts["cut"] = rate * (gap - wanted)
    return parts


def _gift(seen: dict[str, Any], row: int) -> dict[str, Any]:
    """What she gave, and what she believed others give."""
    if "cooperation.give" not in seen:
        return {}
    return {
        "yuan": float(seen["last"]["gift"][row]),
        "belief": float(seen["cooperation.give"]["belief"][row]),
    }
