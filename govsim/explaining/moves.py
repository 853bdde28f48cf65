"""Why did her trust move? Numbers, not yet words."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from govsim.rules.trust import trust_after
from govsim.vocabulary import INSTITUTIONS

EVEN = 0.005
"""Own need served against others' that counts as served alike."""


@dataclass(frozen=True, slots=True)
class Change:
    """How trust in one institution moved; `parts` add up to after − before."""

    institution: str
    before: float
    after: float
    parts: dict[str, float]
    facts: dict[str, str] = field(default_factory=dict)  # part → what was the case
    judged: bool = True  # there was something to judge it by

    @property
    def moved(self) -> float:
        """How much it moved."""
        return self.after - self.before


def changes(seen: dict[str, Any], row: int) -> list[Change]:
    """Trust in each institution, and what moved it."""
    if "trust.update" not in seen:
        return []
    look, after = seen["trust.update"], seen["last"]["trust"]
    return [
        _change(look, name, place, float(after[place][row]), row)
        for place, name in enumerate(INSTITUTIONS)
    ]


def _change(
    look: dict[str, Any], name: str, place: int, after: float, row: int
) -> Change:
    """One institution: what she met, then what people she knows say."""
    parts = _parts(look, name, place, row)
    talk = after - float(look["judged"][place][row])
    return Change(
        institution=name,
        before=float(look["before"][place][row]),
        after=after,
        parts=parts | {"talk": talk},
        facts=_facts(look["facts"], parts, row),
        judged=bool(parts),
    )


def _parts(look: dict[str, Any], name: str, place: int, row: int) -> dict[str, float]:
    """Parts of the step from events, each against the trust she came with.

    Trust moves by rate · (cut(mean of events + shifts + lean) − trust). Her lean and the
    street's are the same every month: they say how much the same events are worth to her,
    not why trust moved. So each event is set against trust less the leans:
    rate · weight · (value + leans − trust).
    """
    old = float(look["before"][place][row])
    events = {
        key: (0.0 if value is None else float(value[row]), float(weight[row]))
        for key, (value, weight) in look["met"][name].items()
        if weight[row] > 0.0
    }
    if not events:
        return {}
    total = sum(weight for _, weight in events.values())
    shifts = {k: float(s[row]) for k, s in look["shifts"].get(name, {}).items()}
    lean = float(look["lean"][place][row]) + shifts.pop("street_lean", 0.0)
    pulls = {key: g / total * (x + lean - old) for key, (x, g) in events.items()}
    pulls |= shifts
    wanted = sum(pulls.values())
    gap = min(max(old + wanted, 0.0), 1.0) - old
    rate = _rate(gap, total, look["pace"])
    parts = {key: rate * pull for key, pull in pulls.items()}
    if abs(gap - wanted) > 1e-6:
        parts["cut"] = rate * (gap - wanted)
    return parts


def _rate(gap: float, weight: float, pace: tuple[float, float]) -> float:
    """Share of the gap that is closed: what the rule makes of a gap of one."""
    end = 1.0 if gap > 0.0 else 0.0
    start, target = np.array(1.0 - end), np.array(end)
    return abs(float(trust_after(start, target, np.array(weight), *pace)) - (1.0 - end))


def _facts(facts: dict[str, Any], parts: dict[str, float], row: int) -> dict[str, str]:
    """What was the case, where the sign of a part does not say it."""
    own = float(facts["own_served"][row])
    news = float(facts["answered"][row])
    short = {name: float(each[row]) for name, each in facts["decided"].items()}
    done = parts.get("decided_and_done", 0.0) >= 0.0
    found = {
        "own_need": "same" if abs(own) < EVEN else "better" if own > 0.0 else "worse",
        "reply": "answered" if news == 0.0 else "settled" if news > 0.0 else "ignored",
        "decided_and_done": "done" if done else min(short, key=short.__getitem__),
        "theft": "scandal" if facts["scandal"][row] > 0.0 else "heard",
        "contact": "together" if facts["together"][row] else "passing",
    }
    return {key: fact for key, fact in found.items() if key in parts}
