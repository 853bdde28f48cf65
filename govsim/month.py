"""The month: every verb in its order, on one screen."""

import inspect
from collections.abc import Callable, Sequence

from govsim.assumptions import Assumptions
from govsim.policy import PolicyPath
from govsim.rules import (
    belonging,
    bodies,
    budgets,
    cooperation,
    decisions,
    delivery,
    elections,
    estates,
    experience,
    mobilisation,
    oversight,
    participation,
    population,
    replies,
    shocks,
    tasks,
    tenders,
    trust,
    workload,
)
from govsim.state import World

MONTH: tuple[Callable[..., None], ...] = (
    shocks.strike,  # what the world does to the place
    tasks.hand_down,  # departments hand down tasks; some are let in
    workload.fill_posts,  # workers come and go
    budgets.pay_out,  # money moves with some of the tasks
    bodies.street_hold,  # whom the committee obeys, in fact
    bodies.note_law,  # … and as the law reads
    replies.rank_complaints,  # the street ranks committees by complaints
    workload.hire_hands,  # hands are hired for idle money
    workload.face_the_work,  # the committee faces its work and chooses its effort
    workload.split_hours,  # … and splits its hours
    decisions.choose_spending,  # money is allocated and spent
    tenders.let_contracts,  # contracts are let and paid
    delivery.deliver,  # services are delivered, some well
    experience.live,  # residents live a month of it
    replies.answer,  # last month's complaints are answered or not
    mobilisation.convene,  # meetings, visits, organised work
    belonging.inform,  # who answers for what gets about
    elections.call_vote,  # now and then a term ends
    participation.be_asked,
    elections.stand,
    participation.vote,
    participation.take_part,
    cooperation.give,
    estates.set_price_of_not_paying,
    estates.call_owners,
    estates.pay_fees,
    estates.meet_owners,
    elections.count,
    oversight.open_books,
    oversight.audit,
    oversight.find,  # some of what was stolen is found
    trust.update,  # everyone updates whom to trust
    belonging.settle,
    population.hear,  # who decided is remembered
    experience.complain,
    population.move,  # people move in and out, grow older
)
"""The order of the month; docs/model.md has the same table and a test compares them."""

INSTITUTION = frozenset(v for v in MONTH if "policy" in inspect.signature(v).parameters)
"""Verbs that read levers. All others see only what institutions hand over."""


def run_month(
    w: World, path: PolicyPath, a: Assumptions, without: frozenset[str] = frozenset()
) -> None:
    """One month of the world: every verb in its order, then the books are closed."""
    w.draws.month = w.money.month = w.month
    policy = path.at(w.month)
    for verb in MONTH:
        if verb_name(verb) in without:
            continue
        if verb in INSTITUTION:
            verb(w, policy, a)
        else:
            verb(w, a)
    w.money.close()
    w.hours.close(w.month)


def verb_name(verb: Callable[..., None]) -> str:
    """A verb's name as users type it: `trust.update`."""
    return f"{verb.__module__.rsplit('.', 1)[-1]}.{verb.__name__}"


def order_of_the_month() -> Sequence[tuple[str, str, str]]:
    """Chapter, verb and what it writes, for each verb in order."""
    return [(v.chapter, verb_name(v), ", ".join(v.writes)) for v in MONTH]  # type: ignore[attr-defined]
