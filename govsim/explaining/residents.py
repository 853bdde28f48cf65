"""What did she do this month, and why? Numbers, not yet words."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.special import expit

from govsim.columns import Floats
from govsim.errors import BadInput
from govsim.explaining.looks import LOOKS
from govsim.explaining.moves import Change, changes
from govsim.explaining.replay import inside
from govsim.state import World
from govsim.vocabulary import ACTIONS, COOPERATION_TYPES, TENURES

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
    way_in: str  # the door: the act, the act online, or the act while restricted
    unasked: float = 1.0  # what `called` is for one who was not asked
    first: dict[str, bool] = field(default_factory=dict)
    """Terms of which not the sign, but this says which of two phrases holds."""

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
class ResidentMonth:
    """All that `explain_resident` tells, as numbers."""

    row: int
    month: int
    who: dict[str, Any]
    asked: str  # "self", "home", "no", or "kept" if nobody is asked anew
    met: float  # probability of being asked herself
    choices: tuple[Choice, ...] = ()
    changes: tuple[Change, ...] = ()
    gift: dict[str, Any] = field(default_factory=dict)
    did: tuple[str, ...] = ()  # in what she took part
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
        changes=tuple(changes(seen, row)),
        gift=_gift(seen, row),
        did=tuple(a for k, a in enumerate(ACTIONS) if seen["last"]["acts"][k, row]),
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
    if asked is None:
        return "kept"
    if asked["own"][row]:
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
                "unasked": all_["unasked"],
                "first": all_["first"],
                "ways": all_["ways"],
                "door": all_["doors"][place],
                "drawn": all_["drawn"][place],
            }
            made.append(_choice(act, one, acts, row))
    if "estates.meet_owners" in seen:
        made.append(_choice("owners_vote", seen["estates.meet_owners"], acts, row))
    return [c for c in made if c.door > 0.0 or c.act in ACTIONS[1:4]]


def _choice(act: str, look: dict[str, Any], acts: Floats, row: int) -> Choice:
    """One kind of act, out of what was seen of everybody's."""
    return Choice(
        act=act,
        terms={name: float(each[row]) for name, each in look["terms"].items()},
        called=float(look["called"][row]),
        door=float(look["door"][row]),
        drawn=float(look["drawn"][row]),
        did=bool(acts[ACTIONS.index(act), row]),
        way_in=_way_in(act, look.get("ways", {}), row),
        unasked=look.get("unasked", 1.0),
        first={name: bool(each[row]) for name, each in look.get("first", {}).items()},
    )


def _way_in(act: str, ways: dict[str, Any], row: int) -> str:
    """By which door she would come, as words.toml names them."""
    if act == "deliberate" and ways["online"][row]:
        return f"{act}.online"
    if act in ("deliberate", "volunteer") and ways["restricted"][row]:
        return f"{act}.restricted"
    return act


def _gift(seen: dict[str, Any], row: int) -> dict[str, Any]:
    """What she gave, and what she believed others give."""
    if "cooperation.give" not in seen:
        return {}
    return {
        "asked": bool(seen["cooperation.give"]["asked"][row]),
        "yuan": float(seen["last"]["gift"][row]),
        "belief": float(seen["cooperation.give"]["belief"][row]),
    }
