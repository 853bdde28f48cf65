"""A committee's month in words."""

from collections.abc import Mapping

from govsim.explaining.committees import CommitteeMonth
from govsim.explaining.words import Words

LEAST = 0.005
"""Shares and pulls that would be shown as 0 are not named."""
HALF_HOUR = HALF_YUAN = 0.5


def told(month: CommitteeMonth, lang: str) -> str:
    """All lines."""
    say = Words(lang)
    lines = [
        say.say(
            "committee",
            "head",
            place=say.place_named(month.kind, month.name),
            month=month.month,
        ),
        say.say(
            "committee",
            "hold",
            hold=say.percent(month.hold),
            law=say.percent(month.law_hold),
            residents=say.percent(month.residents_hold),
        ),
        _relations(month, say),
        _above(month, say),
        _hours(month, say),
        _load(month, say),
        _effort(month, say),
        _split(month, say),
        *_money(month, say),
        _reports(month, say),
    ]
    return "\n  ".join(line for line in lines if line)


def _largest(parts: Mapping[str, float], least: float) -> dict[str, float]:
    """Parts of some size, largest first."""
    some = [part for part in parts.items() if part[1] >= least]
    return dict(sorted(some, key=lambda part: -part[1]))


def _relations(month: CommitteeMonth, say: Words) -> str:
    """Who appoints, pays, grades, supervises: what weighs most for the street first."""
    order = sorted(month.relations.items(), key=lambda tie: -tie[1][0] * tie[1][1])
    parts = [
        say.say(
            "committee",
            "relation",
            name=say.say("relations", name),
            part=say.percent(part),
            weight=say.percent(weight),
        )
        for name, (part, weight) in order
    ]
    return say.say("committee", "relations", parts=say.comma.join(parts))


def _above(month: CommitteeMonth, say: Words) -> str:
    """What those above give, and how far its own workers go along."""
    off = month.workers - 0.5
    key = "usual" if abs(off) < LEAST else "more" if off > 0.0 else "less"
    given = {name: say.percent(share) for name, share in month.above.items()}
    return say.stop.join(
        [
            say.say("committee", "above", **given),
            say.say("committee", f"workers_{key}", workers=say.percent(month.workers)),
        ]
    )


def _hours(month: CommitteeMonth, say: Words) -> str:
    """Hours there were and what took them beforehand."""
    return say.say(
        "committee",
        "hours",
        all=sum(month.uses.values()),
        overhead=month.uses["overhead"],
        claims=_claims(month, say),
    )


def _claims(month: CommitteeMonth, say: Words) -> str:
    """What asked for hours beforehand, and how much of it there was."""
    asked = _largest(month.claims, HALF_HOUR)
    if not asked:
        return ""
    parts = say.comma.join(
        say.say("committee", "claim", name=say.say("claims", name), hours=hours)
        for name, hours in asked.items()
    )
    moved = month.station_claims
    short = month.claims_met < 1.0 - LEAST
    return say.say(
        "committee",
        "claims",
        parts=parts,
        station=say.say("committee", "station_claims", hours=moved)
        if moved >= HALF_HOUR
        else "",
        met=say.say("committee", "claims_met", met=say.percent(month.claims_met))
        if short
        else "",
    )


def _left(month: CommitteeMonth) -> float:
    """Hours left after the office itself and claims."""
    return sum(month.uses.values()) - month.uses["overhead"]


def _load(month: CommitteeMonth, say: Words) -> str:
    """Work asked for against the hours left."""
    left, asked = _left(month), month.load["upward"] + month.load["service"]
    ratio = asked / left if left > 0 else 0.0
    load = say.say("committee", "load", **month.load, ratio=ratio)
    if month.station < HALF_HOUR:
        return load
    return load + say.stop + say.say("committee", "station", hours=month.station)


def _effort(month: CommitteeMonth, say: Words) -> str:
    """How hard it was ready to work and why, and whether there was work enough."""
    parts = say.comma.join(
        say.say(
            "committee", "share", name=say.say("effort", name), share=say.percent(part)
        )
        for name, part in _largest(month.effort_parts, LEAST).items()
    )
    effort = say.percent(month.effort)
    text = say.say("committee", "effort", effort=effort, parts=parts)
    worked = _left(month) - month.uses["idle"]
    if month.effort * _left(month) - worked < HALF_HOUR:
        return text
    return text + say.stop + say.say("committee", "spare")


def _split(month: CommitteeMonth, say: Words) -> str:
    """Hours by use, and what pulls on them."""
    total = max(sum(month.uses.values()), 1e-9)
    parts = say.comma.join(
        say.say(
            "committee",
            "use",
            name=say.say("uses", use),
            hours=hours,
            share=say.percent(hours / total),
        )
        for use, hours in _largest(month.uses, HALF_HOUR).items()
    )
    pulls = say.comma.join(
        say.say("committee", "part", name=say.say("uses", use), value=pull)
        for use, pull in _largest(month.pulls, LEAST).items()
    )
    split = say.say("committee", "split", parts=parts)
    return split + say.stop + say.say("committee", "pulls", parts=pulls)


def _money(month: CommitteeMonth, say: Words) -> list[str]:
    """What services were paid from and who decided."""
    paid = _largest(month.paid_from, HALF_YUAN)
    if not paid:
        return [say.say("committee", "no_money")]
    parts = say.comma.join(
        say.say("committee", "pot", name=say.say("pots", pot), yuan=yuan)
        for pot, yuan in paid.items()
    )
    text = [say.say("committee", "money", parts=parts)]
    if month.diverted >= HALF_YUAN:
        text.append(say.say("committee", "diverted", yuan=month.diverted))
    return [say.stop.join(text), say.stop.join(_decided(month, say))]


def _decided(month: CommitteeMonth, say: Words) -> list[str]:
    """What of the money the community decided on, and whose voice counted."""
    yuan, how = month.decided_here, month.deciding
    if yuan < HALF_YUAN:
        return [say.say("committee", "decided_none")]
    share = say.percent(yuan / (sum(month.paid_from.values()) + month.diverted))
    text = [say.say("committee", "decided", yuan=yuan, share=share)]
    if month.captured >= HALF_YUAN:
        text.append(say.say("committee", "captured", yuan=month.captured))
    voices = [
        say.say("committee", f"say_{who}", say=say.percent(how[who]))
        for who in ("residents", "council")
        if how[who] >= LEAST
    ]
    if voices:
        parts = say.comma.join(voices)
        text.append(
            say.say("committee", "say_both", parts=parts[0].upper() + parts[1:])
        )
    accepted = say.percent(how["acceptance"])
    return [
        *text,
        say.say("committee", "deciding", delay=how["delay"], acceptance=accepted),
    ]


def _reports(month: CommitteeMonth, say: Words) -> str:
    """What it reported against what was true."""
    parts = say.semicolon.join(
        say.say(
            "committee",
            "report",
            name=say.say("reports", name),
            told=say.percent(reported),
            true=say.percent(true),
        )
        for name, (reported, true) in month.reports.items()
    )
    return say.say("committee", "reported", parts=parts)
