"""The month: every verb in its order, on one screen."""

import inspect
from collections.abc import Callable, Sequence
from functools import cache

from govsim.assumptions import Assumptions
from govsim.policy import PolicyPath
from govsim.rules import (
    belonging,
    bodies,
    budgets,
    businesses,
    compact,
    congress,
    cooperation,
    decisions,
    delivery,
    elections,
    environment,
    estates,
    experience,
    founding,
    giving,
    government,
    information,
    mobilisation,
    ngos,
    oversight,
    participation,
    parties,
    population,
    practices,
    problems,
    projects,
    replies,
    seats,
    shocks,
    staff,
    stations,
    tasks,
    tenders,
    ties,
    trust,
    workload,
)
from govsim.state import World

MONTH: tuple[Callable[..., None], ...] = (
    shocks.strike,  # what the world does to the place
    government.reply,  # those above answer how they were obeyed
    government.allot,  # … and share out the money
    tasks.hand_down,  # departments hand down tasks; some are let in
    staff.fill_posts,  # workers come and go
    budgets.pay_out,  # money moves with some of the tasks
    founding.found,  # NGOs are founded and helped to their feet
    businesses.come_and_go,  # service firms enter and leave
    businesses.help_out,  # the street helps owners, sponsors, abandoned estates
    giving.offer,  # gifts are matched, levy bills go out
    tenders.set_aside,  # contracts and NGOs claim hours
    staff.pay_benefits,  # workers get benefits beside pay
    information.connect,  # forms are filled, data shared
    stations.open_counter,  # one counter is fitted out and staffed
    stations.patrol,  # grid workers make their rounds
    parties.sit,  # a joint council sits
    parties.coordinate,  # bodies that must agree talk
    budgets.charge_users,  # users pay what they are charged, or stay away
    bodies.street_hold,  # whom the committee obeys, in fact
    bodies.note_law,  # … and as the law reads
    compact.agree,  # a compact is voted or imposed, and inspected
    replies.rank_complaints,  # the street ranks committees by complaints
    workload.hire_hands,  # hands are hired for idle money
    mobilisation.set_aside,  # hours and money are set aside for programmes
    stations.work_apart,  # a work station does its part apart
    workload.face_the_work,  # the committee faces its work and chooses its effort
    workload.split_hours,  # … and splits its hours
    staff.judge_terms,  # workers go along with how things are run, or resist
    shocks.respond,  # emergency work is worked off
    problems.screen,  # homes are visited, legal aid is paid for
    environment.green,  # bins and collection are paid for
    congress.set_agenda,  # what may be decided, how long it takes
    decisions.choose_spending,  # money is allocated and spent
    tenders.let_contracts,  # contracts are let and paid
    ngos.live,  # NGOs raise gifts, pay bills, learn, drift
    founding.close,  # … and some close
    delivery.deliver,  # services are delivered, some well
    problems.pile_up,  # problems arise, are settled, break out
    experience.live,  # residents live a month of it
    replies.answer,  # last month's complaints are answered or not
    mobilisation.convene,  # meetings, visits, organised work
    businesses.sponsor,  # local firms sponsor what is seen
    belonging.inform,  # who answers for what gets about
    congress.call_meetings,  # the congress is called, told in time or not
    elections.call_vote,  # now and then a term ends
    participation.be_asked,
    elections.stand,
    participation.vote,
    participation.take_part,
    projects.hold_ballot,  # once a year they vote on projects
    environment.sort,  # residents sort their waste, or do not
    cooperation.give,
    giving.pursue,
    giving.pay_levy,
    compact.keep,  # … do their part of common duties, or pay for it
    estates.set_price_of_not_paying,
    estates.call_owners,
    estates.pay_fees,
    estates.meet_owners,
    businesses.keep_firms,  # property firms stay, leave, are replaced
    elections.count,
    seats.take,  # seats are taken, given up, filled
    oversight.open_books,
    oversight.audit,
    oversight.find,  # some of what was stolen is found
    trust.update,  # everyone updates whom to trust
    belonging.settle,
    belonging.learn,  # classes teach rights and channels
    practices.spread,  # committees learn, and copy one another
    ties.mix,  # those who did something together know each other
    population.hear,  # who decided is remembered
    experience.complain,
    congress.judge,  # … sign, and accept what was decided or not
    population.move,  # people move in and out, grow older
)
"""The order of the month; docs/model.md has the same table and a test compares them."""

INSTITUTION = frozenset(v for v in MONTH if "policy" in inspect.signature(v).parameters)
"""Verbs that read levers. All others see only what institutions hand over."""


type Watch = Callable[[str, World], None]


def run_month(
    w: World,
    path: PolicyPath,
    a: Assumptions,
    without: frozenset[str] = frozenset(),
    watch: Watch | None = None,
) -> None:
    """One month of the world: every verb in its order, then the books are closed.

    `watch` is told each verb's name and the world before it acts; it must change nothing.
    """
    w.draws.month = w.money.month = w.month
    policy = path.at(w.month)
    for verb in MONTH:
        if verb_name(verb) in without:
            continue
        if watch:
            watch(verb_name(verb), w)
        if verb in INSTITUTION:
            verb(w, policy, a)
        else:
            verb(w, a)
    w.money.close()
    w.hours.close(w.month)


@cache
def verb_name(verb: Callable[..., None]) -> str:
    """A verb's name as users type it: `trust.update`."""
    return f"{verb.__module__.rsplit('.', 1)[-1]}.{verb.__name__}"


def order_of_the_month() -> Sequence[tuple[str, str, str]]:
    """Chapter, verb and what it writes, for each verb in order."""
    return [(v.chapter, verb_name(v), ", ".join(v.writes)) for v in MONTH]  # type: ignore[attr-defined]
