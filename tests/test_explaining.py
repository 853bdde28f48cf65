"""A resident and a committee say why; what they say adds up to what happened."""

import contextlib
import copy
import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit

import govsim
from govsim.agents import Resident, ResidentsCommittee
from govsim.assumptions import assumptions
from govsim.cli import main
from govsim.errors import BadInput, UnknownName
from govsim.explaining import committees, residents
from govsim.explaining.looks import LOOKS
from govsim.explaining.replay import inside
from govsim.explaining.words import phrases, signed, strongest
from govsim.model import GovernanceModel
from govsim.month import INSTITUTION, MONTH, run_month, verb_name
from govsim.opening import settled_world
from govsim.rules import bodies, participation
from govsim.scenarios import Scenario
from govsim.state import World
from govsim.vocabulary import ACTIONS, CLAIMS, HOUR_USES, INSTITUTIONS
from tests.conftest import small

MONTHS = 7
LEVERS = {
    "election_rule": "direct",
    "congress_power": "decides",
    "resident_fund_yuan": 50,
    "finance_rights": 0.8,
    "supervision_rights": 0.6,
    "transparency": 0.6,
    "term_months": 6,
    "owners_committee": 1.0,
}
NUMBER = r"[+−]\d+\.\d+"


def numbers(text: str) -> list[float]:
    """Signed numbers of a text."""
    return [float(word.replace("−", "-")) for word in re.findall(NUMBER, text)]


@pytest.fixture(scope="module")
def opening(plan: Scenario) -> World:
    return settled_world(plan, 7, assumptions())


@pytest.fixture(scope="module")
def model(plan: Scenario, opening: World) -> GovernanceModel:
    made = GovernanceModel(plan, months=12, rng=7, levers=LEVERS, opening=opening)
    made.run_for(MONTHS)
    return made


@pytest.fixture(scope="module")
def ten(model: GovernanceModel) -> list[residents.ResidentMonth]:
    """Ten residents who lived here all month: some asked, some answered, some active."""
    r = model.world.residents
    here = r.slot == inside(model, {"start": LOOKS["start"]})["start"]["slot"]
    wanted = [r.acts[k] for k in range(4)]
    wanted += [r.answered > 0, r.answered < 0, ~r.asked, r.complained]
    rows = [
        int(np.flatnonzero(flag & here)[0]) for flag in wanted if (flag & here).any()
    ]
    rows += [row for row in range(0, 700, 97) if here[row]]
    return [residents.month_of(model, row) for row in rows[:10]]


def only(frame: pd.DataFrame, values: dict[str, int]) -> pd.DataFrame:
    """Rows with these values."""
    return frame[(frame[list(values)] == pd.Series(values)).all(axis=1)]


def until(model: GovernanceModel, verb: str) -> World:
    """The world just before a verb of the last month, by running the months by hand."""
    w = copy.deepcopy(model.opening)
    assert w is not None
    for month in range(1, model.steps):
        w.month = month
        run_month(w, model.path, model.parameters)
    w.month = w.draws.month = w.money.month = model.steps
    for step in MONTH:
        if verb_name(step) == verb:
            return w
        if step in INSTITUTION:
            step(w, model.path.at(model.steps), model.parameters)
        else:
            step(w, model.parameters)
    raise AssertionError(verb)


# --- whether she takes part -----------------------------------------------------------


def test_a_probability_is_what_its_terms_add_up_to(
    ten: list[residents.ResidentMonth],
) -> None:
    for month in ten:
        assert {choice.act for choice in month.choices} >= set(ACTIONS[1:4])
        for choice in month.choices:
            by_hand = choice.called * expit(sum(choice.terms.values())) * choice.door
            assert choice.chance == pytest.approx(by_hand, abs=1e-12)
            assert choice.did == (choice.drawn < choice.chance)


def test_terms_are_those_of_the_month_run_by_hand(
    model: GovernanceModel, ten: list[residents.ResidentMonth]
) -> None:
    w = until(model, "participation.take_part")
    logits = participation.willing(w, model.parameters)
    doors = participation.doors(w)
    for month in ten:
        told = {choice.act: choice for choice in month.choices}
        for place, act in enumerate(ACTIONS[1:4]):
            assert told[act].logit == pytest.approx(logits[place, month.row], abs=1e-5)
            assert told[act].door == pytest.approx(doors[place, month.row])


def test_the_text_lists_all_terms_or_their_sum(model: GovernanceModel) -> None:
    """Reasons and the rest add up to the sum, and the sum to the probability, as shown."""
    for row in (3, 150, 410):
        text = govsim.explain_resident(model, row)
        found = 0
        for reasons, result in pairwise(text.splitlines()):
            made = re.search(rf"Sum ({NUMBER}): a chance of ([\d.]+)%", result)
            if not made:
                continue
            found += 1
            parts = numbers(reasons)
            logit = numbers(made.group(1))[0]
            assert sum(parts) == pytest.approx(logit, abs=0.005 * (len(parts) + 2))
            assert float(made.group(2)) == pytest.approx(100 * expit(logit), abs=0.6)
        assert found >= 3 or "moved in" in text


def test_how_she_was_asked_is_what_the_month_drew(
    model: GovernanceModel, ten: list[residents.ResidentMonth]
) -> None:
    r = model.world.residents
    assert {month.asked for month in ten} >= {"no", "self"}
    for month in ten:
        assert (month.asked != "no") == r.asked[month.row]
        mates = np.flatnonzero(r.household == r.household[month.row])
        if month.asked == "home":
            assert mates.size > 1


def test_one_without_an_open_door_does_not_act(model: GovernanceModel) -> None:
    """Only owners come to an owners' meeting; a house the box misses does not vote."""
    for row in range(0, 800, 61):
        for choice in residents.month_of(model, row).choices:
            if choice.called == 0.0 or choice.door == 0.0:
                assert choice.chance == 0.0
                assert not choice.did


# --- why trust moved --------------------------------------------------------------------


def test_what_moved_trust_adds_up_to_the_change(
    model: GovernanceModel, ten: list[residents.ResidentMonth]
) -> None:
    start = inside(model, {"trust.update": lambda w, _: w.residents.trust.copy()})
    for month in ten:
        assert [change.institution for change in month.changes] == list(INSTITUTIONS)
        for place, change in enumerate(month.changes):
            moved = change.after - change.before
            assert sum(change.parts.values()) == pytest.approx(moved, abs=1e-6)
            assert change.before == start["trust.update"][place, month.row]
            assert change.after == model.world.residents.trust[place, month.row]


def test_a_complaint_answered_is_good_news_and_an_ignored_one_bad(
    model: GovernanceModel, ten: list[residents.ResidentMonth]
) -> None:
    answered = model.world.residents.answered
    seen = set()
    for month in ten:
        parts = {c.institution: c.parts for c in month.changes}
        news, trust = answered[month.row], month.changes[2].before
        seen.add(float(news))
        if news > 0 and trust < 1:
            assert parts["committee"]["reply"] > 0
            assert parts["government"]["reply"] > 0
        elif news < 0:
            assert parts["committee"]["reply"] < 0
    assert {1.0, -1.0} <= seen


def test_only_who_came_judges_by_what_the_meeting_decided(
    model: GovernanceModel, ten: list[residents.ResidentMonth]
) -> None:
    came = model.world.residents.acts[ACTIONS.index("deliberate")]
    for month in ten:
        judged = "decided_and_done" in month.changes[2].parts
        assert judged == came[month.row]


def test_the_text_of_trust_adds_up_as_shown(model: GovernanceModel) -> None:
    """What moved trust adds up to by how much it is said to have moved."""
    found = 0
    for row in range(0, 800, 37):
        for line in govsim.explain_resident(model, row).splitlines():
            made = re.search(r"(rose|fell) by (\d\.\d{3}) to", line)
            if made:
                found += 1
                moved = float(made.group(2)) * (1 if made.group(1) == "rose" else -1)
                parts = numbers(line)
                assert sum(parts) == pytest.approx(moved, abs=0.0006 * (len(parts) + 1))
            elif line.strip().startswith("Trust in") and "balanced" in line:
                parts = numbers(line)
                assert abs(sum(parts)) <= 0.0006 * (len(parts) + 1)
    assert found >= 30


def test_without_the_rule_of_trust_nothing_is_said_of_it(
    plan: Scenario, opening: World
) -> None:
    made = GovernanceModel(
        plan, months=3, rng=7, opening=opening, without=["trust.update"]
    )
    made.run_for(2)
    assert residents.month_of(made, 5).changes == ()
    assert "Trust in" not in govsim.explain_resident(made, 5)


def test_what_else_happened_is_what_the_columns_hold(
    model: GovernanceModel, ten: list[residents.ResidentMonth]
) -> None:
    r = model.world.residents
    for month in ten:
        assert ("complained" in month.also) == r.complained[month.row]
        assert ("sorts" in month.also) == r.sorts[month.row]
        assert ("kept_away" in month.also) == (r.afford[month.row] < 1.0)
    complainer = next(month for month in ten if "complained" in month.also)
    assert "complained" in govsim.explain_resident(model, complainer.row)


# --- the committee ----------------------------------------------------------------------


def test_a_committees_effort_and_hold_by_hand(model: GovernanceModel) -> None:
    month = committees.month_of(model, 1)
    idle = np.prod([1.0 - part for part in month.effort_parts.values()])
    assert month.effort == pytest.approx(1.0 - idle)
    assert sum(weight for _, weight in month.relations.values()) == pytest.approx(1.0)
    a, policy = model.parameters, model.path.at(model.steps)
    share = sum(part * weight for part, weight in month.relations.values())
    command = float(policy.command_intensity[1])
    assert month.hold == pytest.approx(share * (a.guided + (1 - a.guided) * command))
    assert tuple(month.relations) == bodies.RELATIONS


def test_a_committees_hours_and_money_are_those_of_the_ledgers(
    model: GovernanceModel,
) -> None:
    month = committees.month_of(model, "commodity")
    here = {"month": MONTHS, "community": model.world.names.index("commodity")}
    hours = only(model.hours(), here)
    own = hours[hours["worker"] != "volunteers"].groupby("use")["hours"].sum()
    for use in HOUR_USES:
        assert month.uses[use] == pytest.approx(own.get(use, 0.0))
    ledger = only(model.ledger(), here)
    for pot, yuan in month.paid_from.items():
        mine = ledger[ledger["source"] == pot]
        paid = mine[mine["purpose"].isin(["services", "contract"])]["amount"].sum()
        assert yuan == pytest.approx(paid)
    stolen = ledger[ledger["purpose"] == "diversion"]["amount"].sum()
    assert month.diverted == pytest.approx(stolen)
    assert month.decided_here > 0.0
    assert set(month.claims) == set(CLAIMS)


def test_a_committee_tells_what_it_reported_and_what_was_true(
    model: GovernanceModel,
) -> None:
    month = committees.month_of(model, 0)
    k = model.world.committees
    assert month.reports["complaints"] == (k.reported_resolution[0], k.resolution[0])
    assert month.reports["turnout"] == (k.turnout_reported[0], k.turnout_true[0])
    text = govsim.explain_committee(model, 0)
    reported, true = k.reported_resolution[0], k.resolution[0]
    assert f"complaints resolved {reported:.0%}, in truth {true:.0%}" in text
    assert f"a hold of {month.hold:.0%} over it in fact" in text


# --- asking changes nothing ---------------------------------------------------------------


def test_asking_changes_nothing_and_a_run_from_the_seed_is_explained(
    plan: Scenario,
) -> None:
    tiny = small(plan, 40, 1)
    asked, unasked = (GovernanceModel(tiny, months=5, rng=3) for _ in range(2))
    for _ in range(4):
        asked.step()
        unasked.step()
        text = govsim.explain_resident(asked, 7)
        assert f"month {asked.steps}" in text
    assert asked.outcomes().equals(unasked.outcomes())
    assert govsim.explain_resident(unasked, 7) == text


def test_a_newcomer_has_nothing_to_explain(model: GovernanceModel) -> None:
    slots = inside(model, {"start": LOOKS["start"]})["start"]["slot"]
    new = np.flatnonzero(model.world.residents.slot != slots)
    assert new.size
    text = govsim.explain_resident(model, int(new[0]))
    assert "moved in this month" in text
    assert len(text.splitlines()) == 2


def test_agents_explain_themselves(model: GovernanceModel) -> None:
    committee = model.agents_by_type[ResidentsCommittee][1]
    assert committee.explain("zh") == govsim.explain_committee(model, 1, "zh")
    resident = next(x for x in model.agents_by_type[Resident] if x.row == 12)
    assert resident.explain() == govsim.explain_resident(model, 12)


def test_the_command_line_explains_a_resident(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "ours.toml"
    place = '[[community]]\nname = "a"\ntype = "old"\nresidents = 30\n'
    file.write_text(f'schema = 1\nname = "ours"\nmonths = 24\n{place}', "utf8")
    words = ["govsim", "run", str(file), "--explain", "2", "--lang", "en"]
    monkeypatch.setattr("sys.argv", [*words, "--out", str(tmp_path / "out")])
    with contextlib.suppress(SystemExit):
        main()
    assert "Resident 2 (" in capsys.readouterr().out


# --- what cannot be explained ----------------------------------------------------------


def test_before_the_first_month_there_is_nothing_to_explain(
    plan: Scenario, opening: World
) -> None:
    made = GovernanceModel(plan, months=3, rng=7, opening=opening)
    with pytest.raises(BadInput, match="no month has run"):
        govsim.explain_resident(made, 0)


def test_a_world_changed_by_hand_is_not_explained(
    plan: Scenario, opening: World
) -> None:
    made = GovernanceModel(plan, months=3, rng=7, opening=opening)
    made.run_for(2)
    made.world.residents.trust[2, 5] = 0.123
    with pytest.raises(BadInput, match="changed by hand"):
        govsim.explain_resident(made, 5)


@pytest.mark.parametrize("row", [-1, 800, True, "1"])
def test_a_resident_who_is_not_there(model: GovernanceModel, row: object) -> None:
    with pytest.raises(BadInput, match="0 to 799"):
        govsim.explain_resident(model, row)  # type: ignore[arg-type]


def test_a_community_or_language_that_is_not_there(model: GovernanceModel) -> None:
    with pytest.raises(BadInput, match="0 to 3"):
        govsim.explain_committee(model, 4)
    with pytest.raises(UnknownName, match="Did you mean commodity"):
        govsim.explain_committee(model, "comodity")
    with pytest.raises(BadInput, match="allowed are en and zh"):
        govsim.explain_resident(model, 0, lang="fr")


# --- words ------------------------------------------------------------------------------


def test_every_reason_has_words_in_both_languages(
    model: GovernanceModel, ten: list[residents.ResidentMonth]
) -> None:
    table = phrases()
    for month in ten:
        for choice in month.choices:
            assert set(choice.terms) <= set(table["terms"])
            assert len(table["acts"][choice.act]) == 6
            assert choice.act not in ACTIONS[1:4] or choice.way_in in table["doors"]
        for change in month.changes:
            words = {
                f"{k}.{change.facts[k]}" if k in change.facts else k
                for k in change.parts
            }
            assert words <= set(table["events"])
            assert change.institution in table["institutions"]
    assert set(CLAIMS) <= set(table["claims"])
    assert set(HOUR_USES) <= set(table["uses"])
    for part in ("terms", "events"):
        assert all(len(forms) == 4 for forms in table[part].values())


def test_phrases_are_english_and_chinese() -> None:
    chinese = re.compile("[\u4e00-\u9fff]")
    for name, part in phrases().items():
        for key, forms in part.items():
            half = len(forms) // 2
            assert not any(chinese.search(form) for form in forms[:half]), (name, key)
            plain = [re.sub(r"\{.*?\}", "", form) for form in forms[half:]]
            for form in plain:
                worded = chinese.search(form) or not re.search(r"[A-Za-z]", form)
                assert worded, (name, key, form)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_placeholder_is_left(model: GovernanceModel, lang: str) -> None:
    for row in range(0, 800, 89):
        assert "{" not in govsim.explain_resident(model, row, lang)
    for place in range(4):
        assert "{" not in govsim.explain_committee(model, place, lang)


def test_men_are_called_he(model: GovernanceModel) -> None:
    r = model.world.residents
    slots = inside(model, {"start": LOOKS["start"]})["start"]["slot"]
    row = int(np.flatnonzero(~r.woman & (r.slot == slots))[0])
    text = govsim.explain_resident(model, row)
    assert not re.search(r"\b(she|her|hers|herself)\b", text)
    assert "她" not in govsim.explain_resident(model, row, "zh")


def test_signs_and_strongest_parts() -> None:
    assert signed(-0.5, 2) == "−0.50"
    assert signed(0.004, 2) == "+0.00"
    assert signed(-0.004, 2) == "+0.00"
    up, down, rest = strongest({"a": 1.0, "b": -2.0, "c": 0.5, "d": 0.25}, 2, 0.01)
    assert up == {"a": 1.0, "c": 0.5}
    assert down == {"b": -2.0}
    assert rest == pytest.approx(0.25)
