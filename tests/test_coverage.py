"""docs/coverage.md is a map one can walk on: what it names exists and does what it says."""

import copy
import re
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from govsim import state
from govsim.assumptions import PARAMETERS, assumptions
from govsim.measures import MEASURES
from govsim.model import GovernanceModel
from govsim.month import MONTH, verb_name
from govsim.opening import settled_world
from govsim.outcomes import OUTCOMES
from govsim.policy import LEVERS
from govsim.scenarios import Scenario, Shock, load, scenario_names
from govsim.scenarios.shocks import LASTING, SHOCKS
from govsim.state import World
from tests.conftest import small

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "coverage.md").read_text(encoding="utf8")
TABLES = {
    name: {column.name for column in fields(getattr(state, name.capitalize()))}
    for name in (
        "residents",
        "communities",
        "committees",
        "offers",
        "partners",
        "conditions",
    )
}
MAPS = (
    "Actors",
    "Bodies inside a community",
    "Mechanisms",
    "Problems",
    "Remedies",
    "Four ways of handing over",
    "Groups of elements, T1 to T24",
)
"""Parts whose rows need a rule and a test, or a reason."""


def words(text: str) -> set[str]:
    return set(text.split())


CHARTER_LEVERS = words("""
task_transfer decision_rights management_rights finance_rights supervision_rights
money_follows_task transfer_mode appropriation_standard paid_services
command_intensity task_admission assessment_weight_residents ranking_pressure
audit_probability department_coordination layers one_stop grid_households_per_worker
party_secretary_chairs joint_council_seats joint_council_rule
election_rule contestation term_months recall congress_power agenda_breadth
resident_fund_yuan fund_voting_rule fund_rules petition_threshold convening_right
agenda_approval procedure_fixed needs_planning
channels platform_quality transparency information_sharing civic_education recognition
payment_to_volunteers shared_data
ngo_entry_barrier ngo_incubation_yuan purchase_budget_yuan tender_competition
contract_months quality_weight csr_incentive community_levy matching_rule
owners_committee owners_committee_support ngo_cap firm_penalty
fiscal_grant_per_resident budget_line_stable discretionary_share equalisation
green_weight
worker_per_10k pay_yuan staff_benefits_yuan staff_status entry_standard training
separate_station legal_clarity legal_service compact enforcement risk_screening
""")
CHARTER_SHOCKS = {
    "budget cut",
    "epidemic",
    "flood of migrants",
    "scandal",
    "property firm walks away",
    "new mandate from above",
    "purchase budget stop",
    "ageing",
    "work unit withdraws",
}
CONTRACT_OUTCOMES = words("""
participation_rate vote_turnout_true vote_turnout_reported owners_vote_rate
deliberation_rate volunteer_rate volunteer_hours_per_resident oversight_rate
donation_rate participation_gini trust_government trust_centre trust_committee trust_ngo
trust_business trust_neighbours hierarchical_trust_share satisfaction belonging
knows_head_share service_quality need_match access_gap access_gini environment
spending_total spending_per_resident fiscal_burden_per_resident self_raised_share
discretionary_share_used unspent_share diversion_share cost_per_service_unit
fee_collection_rate projects_count admin_share overload staff_quits staff_skill
task_backlog mandate_compliance_true mandate_compliance_reported misplacement_share
autonomy_index autonomy_gap power_responsibility_match decision_delay_months
decision_acceptance capture_index influence_gini seats_uncontested_share
seats_vacant_share complaints_per_1000 response_rate resolution_true resolution_reported
incidents_per_1000 ngo_count ngo_capability ngo_public_share ngo_dormant_share
sponsorship_per_resident self_sustaining_share
""")


def part(title: str) -> str:
    """One section of the page."""
    return PAGE.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def rows(title: str) -> list[list[str]]:
    """Cells of the rows of a section's table."""
    lines = [line for line in part(title).splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def names(text: str) -> list[str]:
    """What stands between backticks."""
    return re.findall(r"`([^`]+)`", text)


def function_of(name: str) -> object | None:
    """`tasks.hand_down`: what the module of the rules, or of the package, calls so."""
    module, attribute = name.split(".", 1)
    for home in ("govsim.rules", "govsim"):
        if (ROOT / home.replace(".", "/") / f"{module}.py").exists():
            return getattr(import_module(f"{home}.{module}"), attribute, None)
    return None


def exists(name: str) -> bool:
    """Whether there is a file, function, column, lever, outcome or set-up of that name."""
    if "/" in name:
        return (ROOT / name).exists()
    if "." in name:
        table, column = name.split(".", 1)
        return column in TABLES.get(table, set()) or function_of(name) is not None
    choices = {choice for card in LEVERS.values() for choice in card.choices}
    known = {*LEVERS, *OUTCOMES, *PARAMETERS, *scenario_names(), *SHOCKS, *choices}
    return name in known


# --- names --------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(set(names(PAGE))))
def test_what_the_page_names_is_there(name: str) -> None:
    assert exists(name), name


def test_a_name_that_is_not_there_would_be_found() -> None:
    assert not exists("tasks.hand_up")
    assert not exists("residents.trus")
    assert not exists("tests/rules/test_nothing.py")
    assert not exists("audit_probabilty")


@pytest.mark.parametrize("title", MAPS)
def test_every_row_has_a_rule_and_a_test_or_a_reason(title: str) -> None:
    for cells in rows(title):
        what, code, levers, setup, test = cells[:5]
        if code == "not modelled":
            assert len(cells[-1]) > 40, what
            continue
        assert any("." in name for name in names(code)), what
        assert names(levers), what
        assert set(names(levers)) <= set(LEVERS), what
        assert set(names(setup)) <= set(scenario_names()), what
        assert any(name.startswith("tests/") for name in names(test)), what


def imported(test: str) -> set[str]:
    """Modules of the rules that a test file imports from."""
    text = (ROOT / test).read_text(encoding="utf8")
    found = set(re.findall(r"govsim\.rules\.(\w+) import", text))
    for names_ in re.findall(r"from govsim\.rules import ([\w, \n()]+)", text):
        found |= set(re.findall(r"\w+", names_))
    return found


@pytest.mark.parametrize("title", MAPS)
def test_the_tests_of_a_row_are_those_of_its_rules(title: str) -> None:
    """Every rule's module is imported by one of the row's tests."""
    for cells in rows(title):
        tests = [name for name in names(cells[4]) if name.startswith("tests/rules/")]
        if not tests:
            continue
        modules = {name.split(".")[0] for name in names(cells[1])} - {"agents"}
        held = set().union(*(imported(test) for test in tests))
        assert modules <= held, (cells[0], modules - held)


# --- nothing is forgotten -----------------------------------------------------------


def test_actors_bodies_and_mechanisms_of_the_charter() -> None:
    told = part("Actors")
    for actor in ("Government", "ResidentsCommittee", "Resident", "NGO", "Business"):
        assert f"`agents.{actor}`" in told
    bodies = part("Bodies inside a community")
    for body in (
        "residents' congress",
        "supervision committee",
        "owners' committee",
        "work station",
        "Party branch",
        "joint council",
        "police office",
        "health station",
        "grid",
        "residents' own groups",
        "cooperatives",
        "intermediary NGOs",
    ):
        assert body in bodies
    numbers = [cells[0].split()[0] for cells in rows("Mechanisms")]
    assert numbers == [str(number) for number in range(1, 19)]


def test_problems_remedies_ways_and_groups_of_the_essays() -> None:
    problems = [cells[0] for cells in rows("Problems")]
    assert [p.split()[0] for p in problems[:5]] == [f"E21-{n}" for n in range(1, 6)]
    for essay in (
        "E1",
        "E6",
        "E8",
        "E9",
        "E10",
        "E11",
        "E12",
        "E16",
        "E17",
        "E19",
        "E20",
    ):
        assert any(re.search(rf"\b{essay}\b", problem) for problem in problems), essay
    remedies = [cells[0].split()[0] for cells in rows("Remedies")]
    assert remedies[:7] == [str(number) for number in range(1, 8)]
    ways = [names(cells[0])[0] for cells in rows("Four ways of handing over")]
    assert tuple(ways) == LEVERS["transfer_mode"].choices
    groups = [cells[0].split()[0] for cells in rows("Groups of elements, T1 to T24")]
    assert groups == [f"T{number}" for number in range(1, 25)]


def test_levers_of_the_charter_with_readers_and_set_ups() -> None:
    told = {names(cells[0])[0]: cells for cells in rows("Levers")}
    assert set(told) == set(LEVERS)
    assert set(LEVERS) >= CHARTER_LEVERS
    for lever, cells in told.items():
        readers = {f"govsim.rules.{name}" for name in names(cells[1])}
        assert readers == set(LEVERS[lever].read_by.split("; ")), lever
        assert names(cells[2]), f"no set-up uses {lever}"
        for scenario in names(cells[2]):
            assert lever in load(scenario).levers, (lever, scenario)


def test_shocks_outcomes_and_set_ups() -> None:
    shocks = {names(cells[0])[0]: cells[1] for cells in rows("Shocks and trends")}
    assert set(shocks) == set(SHOCKS)
    assert set(shocks.values()) >= CHARTER_SHOCKS
    listed = set(names(part("Outcomes").split("Not measured")[0]))
    assert listed == set(OUTCOMES)
    assert set(OUTCOMES) >= CONTRACT_OUTCOMES
    setups = {names(cells[0])[0]: cells for cells in rows("Set-ups")}
    assert set(setups) == set(scenario_names())
    for name, cells in setups.items():
        assert cells[2] == load(name).status, name
        assert cells[3] == load(name).question, name
    for number in ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"):
        assert any(f"law 3 ({number})" in cells[1] for cells in setups.values())


# --- switched off, the effect is gone ------------------------------------------------

SWITCH = re.compile(r"`(\w+\.\w+)` off: `([\w.]+)` (falls|rises)")
SWITCHES = SWITCH.findall(part("Mechanisms"))
MONTHS = 15
BUSY: dict[str, float | str] = {
    **{f"{right}_rights": 0.6 for right in ("decision", "management", "finance")},
    **dict.fromkeys(("supervision_rights", "transparency", "legal_clarity"), 0.6),
    **dict.fromkeys(("agenda_breadth", "contestation", "platform_quality"), 0.6),
    **dict.fromkeys(("ranking_pressure", "enforcement", "entry_standard"), 0.6),
    **dict.fromkeys(("money_follows_task", "discretionary_share"), 0.6),
    **dict.fromkeys(("task_transfer", "task_admission", "needs_planning"), 0.5),
    **dict.fromkeys(("one_stop", "shared_data", "information_sharing"), 0.5),
    **dict.fromkeys(("recognition", "csr_incentive", "equalisation"), 0.5),
    **dict.fromkeys(("training", "appropriation_standard"), 0.5),
    **dict.fromkeys(("owners_committee_support",), 0.5),
    **dict.fromkeys(("separate_station", "civic_education", "firm_penalty"), 0.3),
    **dict.fromkeys(("green_weight", "budget_line_stable"), 0.3),
    **dict.fromkeys(("audit_probability",), 0.3),
    **dict.fromkeys(("risk_screening", "paid_services", "agenda_approval"), 0.2),
    **dict.fromkeys(("ngo_entry_barrier",), 0.2),
    "tender_competition": 0.8,
    "owners_committee": 0.8,
    "resident_fund_yuan": 54,
    "purchase_budget_yuan": 60,
    "community_levy": 10,
    "matching_rule": 1,
    "ngo_incubation_yuan": 5,
    "legal_service": 5,
    "payment_to_volunteers": 10,
    "staff_benefits_yuan": 500,
    "grid_households_per_worker": 300,
    "joint_council_seats": 9,
    "term_months": 6,
    "joint_council_rule": "majority",
    "election_rule": "direct",
    "congress_power": "decides",
    "convening_right": "petition",
    "compact": "voted",
    "channels": "all",
}
"""Many levers at once, so that every mechanism has something to do."""

STRUCK = {"new-mandate": 1.0, "budget-cut": 0.2, "epidemic": 0.6, "task-list-cut": 0.4}


@pytest.fixture(scope="module")
def busy() -> Scenario:
    shocks = tuple(
        Shock(month=3, kind=kind, size=size, months=6 if kind in LASTING else 0)
        for kind, size in STRUCK.items()
    )
    plan = small(load("baseline"), 150)
    return plan.replace(levers=BUSY, months=MONTHS, shocks=shocks)


@pytest.fixture(scope="module")
def opening(busy: Scenario) -> World:
    return settled_world(busy, 7, assumptions())


class Means:
    """Mean of outcomes and columns over a run."""

    def __init__(self, plan: Scenario, opening: World, *without: str) -> None:
        self.model = GovernanceModel(plan, rng=7, opening=opening, without=without)
        self.kept: dict[str, list[float]] = {}
        columns = {name for _, name, _ in SWITCHES if "." in name}
        for _ in range(MONTHS):
            self.model.step()
            for name in columns:
                table, column = name.split(".")
                value = getattr(getattr(self.model.world, table), column)
                self.kept.setdefault(name, []).append(float(np.mean(value)))
        frame = self.model.outcomes()
        self.district = frame[frame["community"] == -1]

    def __getitem__(self, name: str) -> float:
        if "." in name:
            return float(np.mean(self.kept[name]))
        return float(self.district[name].mean())


@pytest.fixture(scope="module")
def whole(busy: Scenario, opening: World) -> Means:
    return Means(busy, opening)


@pytest.fixture(scope="module")
def halves() -> dict[str, Means]:
    """Runs without one verb, made when first asked for."""
    return {}


@pytest.mark.parametrize(("verb", "outcome", "direction"), SWITCHES)
def test_switched_off_a_rule_leaves_what_the_row_says(
    verb: str,
    outcome: str,
    direction: str,
    busy: Scenario,
    opening: World,
    whole: Means,
    halves: dict[str, Means],
) -> None:
    if verb not in halves:
        halves[verb] = Means(busy, opening, verb)
    before, after = whole[outcome], halves[verb][outcome]
    change = after - before if direction == "rises" else before - after
    assert change > 0.005 * abs(before), (verb, outcome, before, after)


def test_switches_name_verbs_of_the_month_and_cover_every_mechanism() -> None:
    verbs = {verb_name(verb) for verb in MONTH}
    assert {verb for verb, _, _ in SWITCHES} <= verbs
    for cells in rows("Mechanisms"):
        found = SWITCH.findall(cells[5])
        assert found, cells[0]
        assert {verb for verb, _, _ in found} <= set(names(cells[1])), cells[0]
        assert {name for _, name, _ in found if "." not in name} <= set(MEASURES)


def test_a_rule_that_is_switched_on_changes_nothing(
    busy: Scenario, opening: World, whole: Means
) -> None:
    """Nothing but the switch differs: the same run twice gives the same figures."""
    again = Means(busy, copy.deepcopy(opening))
    assert again.model.outcomes().equals(whole.model.outcomes())
