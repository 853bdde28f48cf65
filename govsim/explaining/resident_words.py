"""A resident's month in words."""

from govsim.explaining.choice_words import acts_told, listed
from govsim.explaining.moves import Change
from govsim.explaining.residents import ResidentMonth
from govsim.explaining.words import Words, signed

SMALL = 0.0005
"""Movements of trust that would be shown as 0 are not named."""


def told(month: ResidentMonth, lang: str) -> str:
    """All lines."""
    say = Words(lang, month.who["woman"])
    lines = [_head(month, say)]
    if month.newcomer:
        return "\n".join([*lines, "  " + say.say("resident", "newcomer")])
    lines.append(say.stop.join([_took_part(month, say), _moved_most(month, say)]))
    lines.append(
        say.say("resident", f"asked_{month.asked}", met=say.percent(month.met))
    )
    lines.append(say.say("resident", "legend"))
    lines += [acts_told(choice, say) for choice in month.choices]
    if month.gift:
        lines.append(_gift(month, say))
    if month.also:
        parts = say.comma.join(say.say("also", name) for name in month.also)
        lines.append(say.say("resident", "also", parts=parts))
    lines += [_change(change, say) for change in month.changes]
    return "\n  ".join(line for line in lines if line)


def _head(month: ResidentMonth, say: Words) -> str:
    """Who she is."""
    who = month.who
    words = [say.say("kinds", "woman" if who["woman"] else "man"), str(who["age"])]
    words.append(say.say("kinds", who["tenure"]))
    if who["party"]:
        words.append(say.say("kinds", "party"))
    return say.say(
        "resident",
        "head",
        row=month.row,
        who=say.comma.join(words),
        place=say.place_named(who["type"], who["community"]),
        month=month.month,
    )


def _took_part(month: ResidentMonth, say: Words) -> str:
    """The month in one sentence: in what she took part."""
    acts = [say.act(name, 0) for name in month.did]
    if not acts:
        holds_seat = {"seat", "supervises"} & set(month.also)
        return say.say("resident", "took_only" if holds_seat else "took_none")
    return say.say("resident", "took_part", acts=say.comma.join(acts).lower())


def _moved_most(month: ResidentMonth, say: Words) -> str:
    """The month in one sentence: where her trust moved most."""
    if not month.changes:
        return ""
    most = max(month.changes, key=lambda change: abs(change.moved))
    if abs(most.moved) < SMALL:
        return say.say("resident", "moved_no")
    return say.say(
        "resident",
        "moved_up" if most.moved > 0.0 else "moved_down",
        who=say.say("institutions", most.institution),
        change=signed(most.moved, 3),
    )


def _gift(month: ResidentMonth, say: Words) -> str:
    """Whether she was asked for a gift, and what she gave."""
    gift = month.gift
    if not gift["asked"]:
        return say.say("resident", "unasked_gift")
    return say.say(
        "resident",
        "asked_gift" if gift["yuan"] >= 0.05 else "no_gift",
        kind=say.say("kinds", month.who["cooperation"]),
        belief=say.percent(gift["belief"]),
        yuan=gift["yuan"],
    )


def _change(change: Change, say: Words) -> str:
    """One institution: trust before and after, and what moved it."""
    shown = {"who": say.say("institutions", change.institution)}
    parts = {k: v for k, v in change.parts.items() if abs(v) >= SMALL}
    still = abs(change.moved) < SMALL
    if not parts and still:
        key = "trust_fits" if change.judged else "trust_still"
        return say.say("resident", key, after=change.after, **shown)
    ordered = dict(sorted(parts.items(), key=lambda part: -abs(part[1])))
    words = listed(ordered, "events", 3, say, facts=change.facts)
    rest = sum(change.parts.values()) - sum(parts.values())
    if abs(rest) >= SMALL:
        words.append(say.say("resident", "trust_rest", value=signed(rest, 3)))
    return say.say(
        "resident",
        "trust_kept" if still else "trust_up" if change.moved > 0 else "trust_down",
        after=change.after,
        change=abs(change.moved),
        parts=say.semicolon.join(words),
        **shown,
    )
