"""A committee's month in words."""

from govsim.explaining.committees import CommitteeMonth
from govsim.explaining.words import Words


def told(month: CommitteeMonth, lang: str) -> str:
    """All lines."""
    say = Words(lang)
    lines = [
        say.say("committee", "head", name=month.name, month=month.month),
        say.say(
            "committee",
            "hold",
            hold=month.hold,
            law=month.law_hold,
            residents=month.residents_hold,
        ),
        _relations(month, say),
        say.say("committee", "above", workers=month.workers, **month.above),
        _hours(month, say),
        _load(month, say),
        _effort(month, say),
        _split(month, say),
        *_money(month, say),
        _reports(month, say),
    ]
    return "\n  ".join(lines)


def _named(
    say: Words, form: str, table: str, values: dict[str, float], key: str
) -> str:
    """Name and number of each, one after the other."""
    return say.comma.join(
        say.say("committee", form, name=say.say(table, name), **{key: value})
        for name, value in values.items()
    )


def _relations(month: CommitteeMonth, say: Words) -> str:
    """Who appoints, pays, grades, supervises."""
    parts = say.comma.join(
        say.say(
            "committee",
            "relation",
            name=say.say("relations", name),
            part=part,
            weight=weight,
        )
        for name, (part, weight) in month.relations.items()
    )
    return say.say("committee", "relations", parts=parts)


def _hours(month: CommitteeMonth, say: Words) -> str:
    """Hours there were and what took them beforehand."""
    taken = {name: hours for name, hours in month.claims.items() if hours >= 0.5}
    claims = ""
    if taken:
        parts = _named(say, "claim", "claims", taken, "hours")
        claims = say.say("committee", "claims", parts=parts)
    return say.say(
        "committee",
        "hours",
        all=sum(month.uses.values()),
        overhead=month.uses["overhead"],
        claims=claims,
    )


def _load(month: CommitteeMonth, say: Words) -> str:
    """Work asked for against the hours left."""
    left = sum(month.uses.values()) - month.uses["overhead"]
    asked = month.load["upward"] + month.load["service"]
    ratio = asked / left if left > 0 else 0.0
    load = say.say("committee", "load", **month.load, ratio=ratio)
    if month.station < 0.5:
        return load
    return load + say.stop + say.say("committee", "station", hours=month.station)


def _effort(month: CommitteeMonth, say: Words) -> str:
    """How hard it worked and why."""
    parts = _named(say, "part", "effort", month.effort_parts, "value")
    return say.say("committee", "effort", effort=month.effort, parts=parts)


def _split(month: CommitteeMonth, say: Words) -> str:
    """Hours by use, and what pulls on them."""
    total = max(sum(month.uses.values()), 1e-9)
    parts = say.comma.join(
        say.say(
            "committee",
            "use",
            name=say.say("uses", use),
            hours=hours,
            share=hours / total,
        )
        for use, hours in month.uses.items()
    )
    pulls = _named(say, "part", "uses", month.pulls, "value")
    split = say.say("committee", "split", parts=parts)
    return split + say.stop + say.say("committee", "pulls", parts=pulls)


def _money(month: CommitteeMonth, say: Words) -> list[str]:
    """What services were paid from and who decided."""
    paid = {pot: yuan for pot, yuan in month.paid_from.items() if yuan >= 0.5}
    total = sum(month.paid_from.values()) + month.diverted
    if not paid:
        return [say.say("committee", "no_money")]
    parts = _named(say, "pot", "pots", paid, "yuan")
    return [
        say.say("committee", "money", parts=parts, diverted=month.diverted),
        say.say(
            "committee",
            "decided",
            yuan=month.decided_here,
            share=month.decided_here / total,
            captured=month.captured,
        ),
        say.say("committee", "deciding", **month.deciding),
    ]


def _reports(month: CommitteeMonth, say: Words) -> str:
    """What it reported against what was true."""
    parts = say.comma.join(
        say.say(
            "committee", "report", name=say.say("reports", name), told=told_, true=true
        )
        for name, (told_, true) in month.reports.items()
    )
    return say.say("committee", "reported", parts=parts)
