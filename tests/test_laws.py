"""The charter's laws: residents never see a lever, draws are shared, books close."""

import copy
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from govsim.assumptions import assumptions
from govsim.ledger import OUTSIDE
from govsim.model import INSTITUTION, MONTH, GovernanceModel, run_month, verb_name
from govsim.opening import settled_world
from govsim.policy import LEVERS, PolicyPath
from govsim.report.single import closing_gap
from govsim.scenarios import Scenario, Shock, load, scenario_names
from govsim.state import World
from tests.conftest import opening_of, small


def extreme(name: str, high: bool) -> float | str:
    card = LEVERS[name]
    if card.choices:
        return card.choices[-1 if high else 0]
    return card.high if high else card.low


def test_flipping_every_lever_leaves_residents_alone_if_institutions_are_frozen(
    world: World,
) -> None:
    """Law 1: with what institutions hand over held fixed, choices are bit-identical."""
    ends = []
    for high in (False, True):
        w, a = copy.deepcopy(world), assumptions()
        policy = PolicyPath(w.size, {name: extreme(name, high) for name in LEVERS}).at(
            1
        )
        for month in range(1, 7):
            w.month = w.draws.month = w.money.month = month
            for verb in MONTH:
                if verb not in INSTITUTION:
                    verb(w, a)
        assert policy is not None
        ends.append(w.residents)
    for name in ends[0].__dataclass_fields__:
        assert np.array_equal(getattr(ends[0], name), getattr(ends[1], name)), name


def end_of(
    world: World, levers: dict[str, float | str], without: set[str], months: int = 14
):  # type: ignore[no-untyped-def]
    w, a = copy.deepcopy(world), assumptions()
    path = PolicyPath(w.size, levers)
    for month in range(1, months + 1):
        w.month = month
        run_month(w, path, a, frozenset(without))
    return w


def same(x: World, y: World) -> bool:
    tables = ("residents", "communities", "committees", "offers", "partners")
    return all(
        np.array_equal(getattr(getattr(x, t), n), getattr(getattr(y, t), n))
        for t in tables
        for n in getattr(x, t).__dataclass_fields__
    ) and np.array_equal(x.money.balances, y.money.balances)


READERS: dict[str, set[str]] = {}
for _name in LEVERS:
    READERS[_name] = set()
for _verb in MONTH:
    import inspect

    _module = inspect.getmodule(_verb)
    _source = inspect.getsource(_verb)
    _helpers = [
        f
        for n, f in vars(_module).items()
        if n.startswith("_") and inspect.isfunction(f) and f"{n}(" in _source
    ]
    for _name in LEVERS:
        if any(
            f"policy.{_name}" in s for s in (_source, *map(inspect.getsource, _helpers))
        ):
            READERS[_name].add(verb_name(_verb))


READ_TOGETHER: dict[frozenset[str], list[str]] = {}
for _name, _readers in READERS.items():
    READ_TOGETHER.setdefault(frozenset(_readers), []).append(_name)


@pytest.mark.parametrize("levers", READ_TOGETHER.values(), ids="+".join)
def test_levers_act_only_through_their_rules(world: World, levers: list[str]) -> None:
    """With the rules that read them switched off, levers move nothing at all.

    Levers that the same rules read are flipped together.
    """
    base: dict[str, float | str] = {
        "resident_fund_yuan": 60.0,
        "money_follows_task": 0.6,
        "management_rights": 0.5,
        "election_rule": "direct",
        "term_months": 12.0,
        "congress_power": "decides",
        "decision_rights": 0.6,
        "discretionary_share": 0.6,
        "supervision_rights": 0.5,
        "convening_right": "petition",
    }
    off = READERS[levers[0]]
    assert off
    low, high = (
        end_of(world, base | {name: extreme(name, end) for name in levers}, off)
        for end in (False, True)
    )
    assert same(low, high)


@pytest.mark.parametrize("lever", list(LEVERS))
def test_every_lever_moves_an_outcome_it_claims(world: World, lever: str) -> None:
    from govsim.outcomes import MEASURES, OUTCOMES, measure

    base: dict[str, float | str] = {
        "resident_fund_yuan": 60.0,
        "money_follows_task": 0.8,
        "task_transfer": 0.3,
        "election_rule": "direct",
        "term_months": 12.0,
        "congress_power": "decides",
        "decision_rights": 0.6,
        "discretionary_share": 0.6,
        "supervision_rights": 0.5,
        "recognition": 0.5,
        "finance_rights": 0.5,
        "worker_per_10k": 8.0,
        "owners_committee": 1.0,
        "purchase_budget_yuan": 40.0,
        "convening_right": "petition",
        "joint_council_seats": 8.0,
    }
    claims = LEVERS[lever].moves
    assert claims, lever
    assert set(claims) <= set(OUTCOMES)
    claimed = [list(MEASURES).index(name) for name in claims]
    a, worlds = assumptions(), [copy.deepcopy(world) for _ in range(2)]
    paths = [
        PolicyPath(world.size, {**base, lever: extreme(lever, high)})
        for high in (False, True)
    ]
    gap = np.zeros(len(claimed))
    for month in range(1, 38):  # no further than to the first claim that is moved
        for w, path in zip(worlds, paths, strict=True):
            w.month = month
            run_month(w, path, a)
        low, high = (measure(w)[-1][claimed] for w in worlds)
        gap += np.nan_to_num(high - low)
        if np.abs(gap).max() > 37e-9:
            return
    pytest.fail(f"{lever} moves none of {', '.join(claims)} within three years")


def test_same_seed_same_frames_and_another_seed_others(plan: Scenario) -> None:
    first, second, other = (
        GovernanceModel(plan, months=6, rng=seed) for seed in (3, 3, 4)
    )
    for model in (first, second, other):
        model.run_for(6)
    pd.testing.assert_frame_equal(first.outcomes(), second.outcomes(), check_exact=True)
    pd.testing.assert_frame_equal(first.ledger(), second.ledger(), check_exact=True)
    assert not first.outcomes().equals(other.outcomes())


def test_what_changes_in_one_community_leaves_the_others_draws_and_frames_alone(
    plan: Scenario,
) -> None:
    """Law 5: closed pools, one community with other levers and twice the moving."""
    closed = plan.replace(shared=False)
    a = assumptions()
    opening = settled_world(closed, 5, a)
    frames, slots = [], []
    for levers in (
        {},
        {"election_rule": "direct", "pay_yuan": 9000.0, "transparency": 1.0},
    ):
        w = copy.deepcopy(opening)
        path = PolicyPath(w.size, {}, [(1, (0,), levers)] if levers else [])
        rows = []
        for month in range(1, 31):
            if levers:  # people in community 0 leave far more often
                mine = w.residents.community == 0
                w.residents.belonging[mine] = 0.0
            w.month = month
            run_month(w, path, a)
            from govsim.outcomes import measure

            rows.append(measure(w)[1:-1])
        frames.append(np.array(rows))
        slots.append(w.residents.slot[w.residents.community > 0])
    assert np.array_equal(frames[0], frames[1], equal_nan=True)
    assert np.array_equal(slots[0], slots[1])


def test_two_scenarios_share_every_draw(world: World) -> None:
    one, other = copy.deepcopy(world), copy.deepcopy(world)
    for w in (one, other):
        w.draws.month = 9
    # a newcomer elsewhere must not shift anybody's numbers
    other.residents.slot[0] = 10_000
    a, b = one.uniform("trust test", 2), other.uniform("trust test", 2)
    assert np.array_equal(a[:, 1:], b[:, 1:])
    assert not np.array_equal(a[:, 0], b[:, 0])


@pytest.mark.parametrize("name", scenario_names())
def test_books_close_in_every_preset(name: str) -> None:
    plan = small(load(name), 80)
    model = GovernanceModel(plan, months=30, rng=2, opening=opening_of(plan, 2))
    model.run_for(30)
    turnover = model.ledger()["amount"].sum()
    assert closing_gap(model) <= 1e-9 * turnover
    balances = model.balances()
    inside = balances[
        ~balances["account"].isin(
            [
                "treasury",
                "households",
                "workers",
                "suppliers",
                "department_offices",
                "diverted",
                "businesses",
            ]
        )
    ]
    assert inside["amount"].min() >= 0.0


def random_scenario(plan: Scenario, number: int) -> Scenario:
    rng = np.random.default_rng(number)
    levers: dict[str, float | str] = {}
    for name, card in LEVERS.items():
        if card.choices:
            levers[name] = str(rng.choice(card.choices))
        else:
            levers[name] = float(
                np.clip(
                    rng.choice([card.low, card.high, rng.uniform(card.low, card.high)]),
                    card.low,
                    card.high,
                )
            )
    shocks = (
        Shock(month=3, kind="budget-cut", size=float(rng.uniform(0, 1)), months=4),
        Shock(month=5, kind="new-mandate", size=float(rng.uniform(0, 5)), months=3),
        Shock(month=6, kind="task-list-cut", size=float(rng.uniform(0, 1)), months=0),
        Shock(month=7, kind="needs-surge", size=float(rng.uniform(0, 3)), months=2),
    )
    return plan.replace(levers=levers, shocks=shocks)


SHARES = ("0–1", "share", "share a year", "share of adults", "share of adults a month")


def check_frame(frame: pd.DataFrame) -> None:
    from govsim.outcomes import OUTCOMES

    may_be_null = {
        "owners_vote_rate",
        "fee_collection_rate",
        "response_rate",
        "resolution_true",
        "resolution_reported",
        "capture_index",
        "discretionary_share_used",
        "need_match",
        "self_raised_share",
        "unspent_share",
        "diversion_share",
        "cost_per_service_unit",
        "admin_share",
        "overload",
        "staff_quits",
        "staff_skill",
        "mandate_compliance_true",
        "mandate_compliance_reported",
        "ngo_public_share",
        "ngo_capability",
        "ngo_dormant_share",
        "self_sustaining_share",
        "influence_gini",
    }
    for name, card in OUTCOMES.items():
        column = frame[name]
        assert not np.isinf(column.dropna()).any(), name
        if name not in may_be_null:
            assert column.notna().all(), name
        if card.unit in SHARES and name != "staff_quits":
            assert column.dropna().between(-1e-12, 1 + 1e-12).all(), name


@pytest.mark.parametrize("number", range(100))
def test_books_close_and_shares_stay_shares_in_random_scenarios(
    plan: Scenario, world: World, number: int
) -> None:
    model = GovernanceModel(
        random_scenario(plan, number), months=14, rng=number, opening=world
    )
    model.run_for(14)
    assert closing_gap(model) <= 1e-9 * max(model.ledger()["amount"].sum(), 1.0)
    assert model.world.money.balances[len(OUTSIDE) :].min() >= 0.0
    check_frame(model.outcomes())


@pytest.mark.parametrize(
    ("levers", "adults", "communities", "months"),
    [
        ({"fiscal_grant_per_resident": 0.0}, 60, 2, 14),
        ({"worker_per_10k": 0.0}, 60, 2, 14),
        ({}, 1, 1, 3),
        ({}, 1, 3, 14),
        ({}, 60, 1, 1),
        (
            {
                "worker_per_10k": 0.0,
                "fiscal_grant_per_resident": 0.0,
                "election_rule": "direct",
                "term_months": 6.0,
            },
            2,
            2,
            14,
        ),
    ],
)
def test_corners_are_defined(
    levers: dict[str, float], adults: int, communities: int, months: int
) -> None:
    plan = small(load("self-governing"), adults, communities).replace(levers=levers)
    model = GovernanceModel(plan, months=months, rng=1)
    model.run_for(months)
    check_frame(model.outcomes())
    assert closing_gap(model) <= 1e-9 * max(model.ledger()["amount"].sum(), 1.0)
    if levers.get("fiscal_grant_per_resident") == 0.0:
        ledger = model.ledger()
        brought = ledger["source"].isin(["households", "businesses"])
        own = ledger.loc[brought & (ledger["destination"] == "committee"), "amount"]
        spent = model.outcomes().query("community == -1")["spending_total"].sum()
        assert spent <= own.sum() + 1e-6  # what firms sponsor, not a public yuan


def test_hours_are_used_once(world: World) -> None:
    w = end_of(world, {}, set(), 3)
    k, a = w.committees, assumptions()
    available = k.workers * a.hours_per_worker + k.members * a.member_hours + k.hired
    booked = w.hours.now[:, :3].sum(axis=(1, 2))
    assert booked == pytest.approx(available)


def test_doubling_the_communities_leaves_intensive_outcomes_alone() -> None:
    """Law 6, number of communities; four standard errors of a share over 6,000 adults."""
    plan = small(load("self-governing"), 1500)
    twice = plan.replace(
        profiles=plan.profiles
        + tuple(replace(p, name=p.name + "-twin") for p in plan.profiles)
    )
    ends = []
    for case in (plan, twice):
        model = GovernanceModel(case, months=24, rng=11)
        model.run_for(24)
        frame = model.outcomes()
        ends.append(frame[(frame["community"] == -1) & (frame["month"] > 12)].mean())
    for name, tolerance in (
        ("trust_committee", 0.02),
        ("satisfaction", 0.02),
        ("participation_rate", 0.03),
        ("overload", 0.03),
        ("service_quality", 0.02),
        ("diversion_share", 0.01),
    ):
        assert ends[1][name] == pytest.approx(ends[0][name], abs=tolerance), name


def test_doubling_the_size_changes_only_what_is_named() -> None:
    """Law 6, size of communities: five seats whatever the size is the named effect.

    With members' hours doubled along with the adults nothing intensive moves by more
    than four standard errors of a 24-month mean over 6,000 adults.
    """
    ends = []
    for adults, hours in ((1500, 20.0), (3000, 40.0)):
        plan = small(load("baseline"), adults)
        model = GovernanceModel(
            plan, months=36, rng=4, parameters={"member_hours": hours}
        )
        model.run_for(36)
        frame = model.outcomes()
        ends.append(frame[(frame["community"] == -1) & (frame["month"] > 12)].mean())
    for name, tolerance in (
        ("trust_committee", 0.015),
        ("trust_government", 0.015),
        ("satisfaction", 0.015),
        ("participation_rate", 0.012),
        ("overload", 0.02),
        ("mandate_compliance_true", 0.02),
        ("service_quality", 0.015),
        ("diversion_share", 0.005),
    ):
        assert ends[1][name] == pytest.approx(ends[0][name], abs=tolerance), name


def drift_of(seed: int) -> tuple[pd.Series, float]:
    """Change of the status quo over 36 months: trust, and turnout in percentage / 100."""
    model = GovernanceModel("baseline", months=36, rng=seed)
    start = model.opening_outcomes().query("community == -1").iloc[0]
    model.run_for(36)
    frame = model.outcomes().query("community == -1").set_index("month")
    trust = ["trust_committee", "trust_government", "trust_centre"]
    turnout = frame["vote_turnout_true"].iloc[-1] - start["vote_turnout_true"]
    return frame.loc[34:36, trust].mean() - frame.loc[1:3, trust].mean(), turnout


def test_trust_in_the_opening_state_is_steady() -> None:
    """Less than 0.01 over 36 months of the status quo, in each of three worlds."""
    for seed in range(3):
        assert drift_of(seed)[0].abs().max() < 0.01


@pytest.mark.slow
def test_turnout_in_the_opening_state_is_steady() -> None:
    """Less than 0.5 points over 36 months, mean of 40 worlds of 6,000 adults.

    One world's change has a standard deviation of 1.7 points (whole buildings are missed
    by the ballot box), so the mean's standard error is 0.28 points.
    """
    changes = [drift_of(seed)[1] for seed in range(100, 140)]
    assert abs(np.mean(changes)) < 0.005
