"""A resident's month in words."""

from govsim.explaining.residents import Change, Choice, ResidentMonth
from govsim.explaining.words import Words, signed, strongest

MOST = 4
"""Reasons named on either side; the others are added up."""
SMALL_LOGIT, SMALL_TRUST = 0.005, 0.00005
"""Parts that would be shown as 0 are not named."""


def told(month: ResidentMonth, lang: str) -> str:
    """All lines."""
    say = Words(lang, month.who["woman"])
    lines = [_head(month, say)]
    if month.newcomer:
        return "\n".join([*lines, "  " + say.say("resident", "newcomer")])
    lines.append(say.say("resident", f"asked_{month.asked}", met=month.met))
    lines += [_choice(choice, say) for choice in month.choices]
    if month.gift:
        kind = say.say("kinds", month.who["cooperation"])
        lines.append(say.say("resident", "gave", kind=kind, **month.gift))
    if month.also:
        parts = say.comma.join(say.say("also", name) for name in month.also)
        lines.append(say.say("resident", "also", parts=parts))
    lines += [_change(change, say) for change in month.changes]
    return "\n  ".join(lines)


def _head(month: ResidentMonth, say: Words) -> str:
    """Who she is."""
    who = month.who
    words = [say.say("kinds", "woman" if who["woman"] else "man"), str(who["age"])]
    words.append(say.say("kinds", who["tenure"]))
    if who["party"]:
        words.append(say.say("kinds", "party"))
    place = f"{say.say('kinds', who['type'])} {who['community']}"
    return say.say(
        "resident",
        "head",
        row=month.row,
        who=say.comma.join(words),
        place=place,
        month=month.month,
    )


def _choice(choice: Choice, say: Words) -> str:
    """One act: reasons, probability, what happened."""
    up, down, rest = strongest(choice.terms, MOST, SMALL_LOGIT)
    sides = [
        say.say("resident", side, parts=_listed(parts, "terms", 2, say))
        for side, parts in (("up", up), ("down", down))
        if parts
    ]
    sides.append(say.say("resident", "rest", value=signed(rest, 2)))
    reasons = say.say(
        "resident",
        "reasons",
        act=say.act(choice.act, 0),
        parts=say.semicolon.join(sides),
    )
    steps = [
        say.say(
            "resident", "sum", logit=signed(choice.logit, 2), willing=choice.willing
        )
    ]
    steps += _limits(choice, say)
    did = say.act(choice.act, 1 if choice.did else 2)
    result = say.say("resident", "result", chance=choice.chance, did=did)
    return f"{reasons}\n    {say.semicolon.join(steps)} {result}"


def _limits(choice: Choice, say: Words) -> list[str]:
    """What stands between being willing and acting."""
    found = []
    if choice.act == "vote" and choice.called < 1.0:
        found.append(say.say("resident", "unreached"))
    elif choice.act == "owners_vote" and choice.called < 1.0:
        found.append(say.say("resident", "not_owner"))
    elif choice.called < 1.0:
        found.append(say.say("resident", "unasked", called=choice.called))
    if choice.door < 1.0:
        found.append(say.say("resident", "door", door=choice.door))
    return found


def _change(change: Change, say: Words) -> str:
    """One institution: trust before and after, and what moved it."""
    who = say.say("institutions", change.institution)
    parts = {k: v for k, v in change.parts.items() if abs(v) >= SMALL_TRUST}
    if not parts:
        return say.say("resident", "trust_still", who=who, before=change.before)
    ordered = dict(sorted(parts.items(), key=lambda part: -abs(part[1])))
    return say.say(
        "resident",
        "trust",
        who=who,
        before=change.before,
        after=change.after,
        change=signed(change.after - change.before, 4),
        parts=_listed(ordered, "events", 4, say),
    )


def _listed(parts: dict[str, float], table: str, digits: int, say: Words) -> str:
    """Parts with their sizes, one after the other."""
    return say.comma.join(
        say.signed(table, key, value, signed(value, digits))
        for key, value in parts.items()
    )
