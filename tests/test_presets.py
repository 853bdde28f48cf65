"""Presets say what they ask, what stands behind them, and what is guessed."""

import re
import tomllib
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from govsim.assumptions import assumptions
from govsim.catalogue import rows_of, write_rows
from govsim.model import GovernanceModel
from govsim.opening import settled_world
from govsim.people import Profile
from govsim.policy import LEVERS
from govsim.report.summary import setting
from govsim.scenarios import load, scenario_names
from govsim.scenarios.worlds import HOME
from govsim.state import World
from tests.conftest import small

NAMES = scenario_names()
CHARTER = {
    *("administration-led", "self-governing", "co-governance", "market-led"),
    *("led-with-autonomy", "small-government", "reform-below-only", "too-many-parties"),
    *("task-list-only", "separate-station", "power-only", "money-follows-tasks"),
    *("bundle", "work-unit-era", "experimental-zones", "shanghai", "shenyang"),
    *("jianghan", "yantian", "ningbo", "chengdu", "tongling", "beijing-hotline"),
    *("baibuting", "japan-chonaikai", "singapore-rc", "us-hoa"),
    *("la-neighbourhood-council", "england-parish", "porto-alegre"),
}
"""Section 10 of the charter, but for the law-3 scenarios, named for what they show."""

MONEY = ("fiscal_grant_per_resident", "worker_per_10k", "pay_yuan")
"""Levers that set how much public money and how many paid hands there are."""

LEVER_LINE = re.compile(r"^([a-z][a-z_0-9]*) = ")
CHINESE = re.compile("[\u4e00-\u9fff]{2,}")
SOURCED = re.compile(r"\b(1[89]|20)\d\d\b|Art\. \d|guess|remedy|problem", re.I)


def text_of(name: str) -> str:
    return (HOME / f"{name}.toml").read_text(encoding="utf8")


def remarks(name: str) -> dict[str, str]:
    """For each lever set: the comment above its block and the one on its line."""
    found: dict[str, str] = {}
    above, in_levers, fresh = "", False, True
    for line in text_of(name).splitlines():
        if line.startswith("["):
            in_levers = line.strip() in ("[levers]", "[[change]]")
        elif line.startswith("#"):
            above = above + line if not fresh else line
            fresh = False
            continue
        match = LEVER_LINE.match(line)
        if in_levers and match and match.group(1) in LEVERS:
            own = line.split("#", 1)[1] if "#" in line else ""
            found[match.group(1)] = above + own
        fresh = True
    return found


# --- what a preset must say -------------------------------------------------------------


def test_all_set_ups_of_the_charter_are_there() -> None:
    assert set(NAMES) >= CHARTER


@pytest.mark.parametrize("name", NAMES)
def test_a_preset_asks_a_question_in_both_languages(name: str) -> None:
    plan = load(name)
    assert plan.name == name
    assert plan.title
    assert CHINESE.search(plan.title_zh)
    assert plan.question.endswith("?")
    assert re.search("[??]$", plan.question_zh)
    assert CHINESE.search(plan.question_zh)
    assert text_of(name).startswith("# ")


@pytest.mark.parametrize("name", NAMES)
def test_a_preset_names_sources_and_whether_figures_stand_behind_it(name: str) -> None:
    plan = load(name)
    assert plan.sources
    assert all(len(source) > 10 for source in plan.sources)
    assert plan.status in ("preset", "sketch", "case")
    if plan.status == "preset":
        assert any(re.search(r"\d", source) for source in plan.sources)
    elif plan.status == "sketch":
        assert "sketch" in text_of(name).split("schema")[0]


@pytest.mark.parametrize("name", NAMES)
def test_every_lever_set_names_its_sentence_or_the_word_guess(name: str) -> None:
    told = remarks(name)
    levers = tomllib.loads(text_of(name)).get("levers", {})
    assert set(told) >= set(levers)
    changed = [
        key for key, value in levers.items() if value != LEVERS[key].default_word
    ]
    for lever in changed:
        remark = told[lever]
        assert CHINESE.search(remark) or SOURCED.search(remark), (name, lever, remark)


def test_a_lever_without_a_remark_would_be_found() -> None:
    """The check above can fail: a bare remark is neither a sentence nor a guess."""
    assert not SOURCED.search("# more of this seems nice")
    assert not CHINESE.search("# more of this seems nice")


# --- what presets may differ in ---------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_presets_that_make_claims_share_people_and_public_money(name: str) -> None:
    plan, base = load(name), load("baseline")
    if plan.status == "case":
        return  # shows what is reachable, against the same place with one thing changed
    if plan.status == "preset":
        assert plan.profiles == base.profiles
        assert plan.shared == base.shared
        assert plan.months == base.months
        assert not set(plan.levers) & set(MONEY)
        return
    own_world = plan.profiles != base.profiles
    own_money = bool(set(plan.levers) & set(MONEY))
    head = text_of(name).split("schema")[0].lower()
    assert not own_world or "world of its own" in re.sub(r"\s*#?\s+", " ", head)
    assert not own_money or "money and staff of its own" in re.sub(
        r"\s*#?\s+", " ", head
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_set_up_that_costs_more_says_so(name: str) -> None:
    if float(load(name).levers.get("community_levy", 0.0)) > 0.0:  # type: ignore[arg-type]
        words = text_of(name).lower()
        assert "costs more" in words or load(name).status == "sketch"


def test_the_bundle_is_power_and_money_in_one() -> None:
    parts = load("power-only").levers | load("money-follows-tasks").levers
    assert load("bundle").levers == parts


def test_reform_below_sets_nothing_above() -> None:
    """Command, admission, grading and money stay the status quo's."""
    above = {card.name for card in LEVERS.values() if "street" in card.group.lower()}
    above |= {"money_follows_task", "discretionary_share", "finance_rights"}
    assert above >= {"command_intensity", "task_admission"}
    assert not set(load("reform-below-only").levers) & above


# --- they run -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def openings() -> dict[tuple[Profile, ...], World]:
    """Settled worlds by their communities, filled as they are asked for."""
    return {}


@pytest.mark.parametrize("name", NAMES)
def test_a_preset_runs_for_two_years(
    name: str, openings: dict[tuple[Profile, ...], World]
) -> None:
    plan = small(load(name), 60)
    if plan.profiles not in openings:
        openings[plan.profiles] = settled_world(plan, 4, assumptions())
    model = GovernanceModel(plan, rng=4, opening=openings[plan.profiles])
    model.run_for(24)
    last = model.outcomes().query("month == 24 and community == -1").iloc[0]
    for outcome in ("participation_rate", "trust_committee", "service_quality"):
        assert 0.0 <= last[outcome] <= 1.0
    assert np.isfinite(last["spending_total"])


def test_sketches_are_marked_in_the_list() -> None:
    rows = {row["id"]: row["status"] for row in rows_of("scenarios")}
    assert rows["baibuting"] == "sketch"
    assert rows["chengdu"] == "preset"
    table = write_rows(rows_of("scenarios"), "table")
    line = next(line for line in table.splitlines() if line.startswith("baibuting"))
    assert "sketch" in line


def test_a_preset_is_called_like_its_file() -> None:
    files = {path.stem for path in Path(HOME).glob("*.toml")} - {"types"}
    assert files == set(NAMES)


def test_a_comparison_says_which_set_up_is_only_a_sketch() -> None:
    def told(*names: str, lang: str) -> str:
        money = dict.fromkeys(names, 400.0)
        made = SimpleNamespace(
            scenarios=[load(name) for name in names],
            records=[[SimpleNamespace(adults=np.array([40.0]))]],
            public_money=lambda: money,
            months=6,
            pairs=2,
        )
        return setting(made, lang)  # type: ignore[arg-type]

    assert "baibuting: a sketch" in told("baseline", "baibuting", lang="en")
    assert "baibuting 只是草图" in told("baseline", "baibuting", lang="zh")
    assert "sketch" not in told("baseline", "bundle", lang="en")
