"""Why she did one kind of act or not, in words."""

from collections.abc import Mapping
from math import log

from govsim.explaining.residents import Choice
from govsim.explaining.words import Words, signed, strongest

MOST = 6
"""Reasons named on either side; the others are added up."""
MAIN = 3
"""Reasons named in the headline, largest first."""
SHOWN, NAMED, TELLING = 0.005, 0.02, 0.1
"""Reasons [logits] that would not be shown as 0, that are named, that make a headline."""


def acts_told(choice: Choice, say: Words) -> str:
    """One act: what she did and mainly why, then all reasons and the chance."""
    shut = _shut(choice, say)
    if shut:
        act, did = say.act(choice.act, 0), _did(choice, say)
        return say.say("resident", "shut", act=act, did=did, why=shut)
    return "\n    ".join(
        [_headline(choice, say), _reasons(choice, say), _chance(choice, say)]
    )


def listed(
    parts: Mapping[str, float],
    table: str,
    digits: int,
    say: Words,
    *,
    facts: Mapping[str, str | bool],
    act: str = "",
) -> list[str]:
    """Parts with their sizes; `facts` say what the sign alone does not."""
    return [
        f"{say.part(table, key, value, facts.get(key), act)} {signed(value, digits)}"
        for key, value in parts.items()
    ]


def _did(choice: Choice, say: Words) -> str:
    return say.act(choice.act, 1 if choice.did else 2)


def _shut(choice: Choice, say: Words) -> str:
    """Why she could not have done it at all, or nothing."""
    if choice.called == 0.0:
        return say.say("resident", "unreached" if choice.act == "vote" else "not_owner")
    if choice.door == 0.0:
        return say.door(choice.way_in, 2, "")
    return ""


def _headline(choice: Choice, say: Words) -> str:
    """What she did, against what odds, and the largest reasons."""
    odds, chance = "", say.percent(choice.chance)
    if choice.did and choice.chance < 0.5:
        odds = say.say("resident", "odds_did", chance=chance)
    elif not choice.did and choice.chance >= 0.5:
        odds = say.say("resident", "odds_not", chance=chance)
    found = sorted(_weighed(choice, say).items(), key=lambda reason: -reason[1])
    parts = [reason for reason, size in found if size >= TELLING][:MAIN]
    return say.say(
        "resident",
        "headline" if parts else "plain",
        act=say.act(choice.act, 0),
        did=_did(choice, say),
        odds=odds,
        main=say.say("resident", "main_one" if len(parts) == 1 else "main_more"),
        parts=say.semicolon.join(parts),
    )


def _weighed(choice: Choice, say: Words) -> dict[str, float]:
    """Reasons on the side of what she did and how much each counts [logits].

    What multiplies the chance counts by its logarithm.
    """
    sign = 1.0 if choice.did else -1.0
    found = {
        say.part("terms", name, value, choice.first.get(name), choice.act): sign * value
        for name, value in choice.terms.items()
    }
    if choice.did and choice.called > choice.unasked:
        found[say.say("resident", "asked_reason")] = -log(choice.unasked)
    elif not choice.did and choice.called < 1.0:
        found[say.say("resident", "unasked_reason")] = -log(choice.called)
    if not choice.did and choice.door < 1.0:
        found[say.door(choice.way_in, 0, "")] = -log(choice.door)
    return found


def _reasons(choice: Choice, say: Words) -> str:
    """What spoke for and against it, the stronger side first."""
    up, down, rest = strongest(choice.terms, MOST, NAMED)
    sides = {"up": up, "down": down}
    order = sorted(sides, key=lambda side: -abs(sum(sides[side].values())))
    lines = [
        say.say(
            "resident",
            side,
            parts=say.semicolon.join(
                listed(sides[side], "terms", 2, say, facts=choice.first, act=choice.act)
            ),
        )
        for side in order
        if sides[side]
    ]
    if abs(rest) >= SHOWN:
        lines.append(say.say("resident", "rest", value=signed(rest, 2)))
    return say.stop.join(lines)


def _chance(choice: Choice, say: Words) -> str:
    """From the sum of reasons to the chance."""
    logit, willing = signed(choice.logit, 2), say.percent(choice.willing)
    key = "sum" if choice.called == 1.0 else "sum_if_asked"
    steps = [say.say("resident", key, logit=logit, willing=willing)]
    if choice.called < 1.0:
        steps.append(say.say("resident", "unasked", called=choice.called))
    if choice.door < 1.0:
        steps.append(say.door(choice.way_in, 1, say.percent(choice.door)))
    if len(steps) > 1:
        steps.append(say.say("resident", "chance", chance=say.percent(choice.chance)))
    return say.semicolon.join(steps) + say.full_stop
