"""The main job: pairs, workers, columns, folders, words."""

import json

import pandas as pd
import pytest

import govsim
from govsim.errors import BadInput
from govsim.outcomes import HEADLINE
from govsim.scenarios import load
from govsim.studies.comparing import TABLE_COLUMNS, Comparison, compare
from tests.conftest import small


@pytest.fixture(scope="module")
def result() -> Comparison:
    plans = [small(load(n), 120) for n in ("administration-led", "self-governing")]
    return compare(plans, replicates=4, months=14, rng=3, workers=1)


def test_table_has_the_contracts_columns(result: Comparison) -> None:
    table = result.table()
    assert tuple(table.columns) == TABLE_COLUMNS
    assert set(HEADLINE) <= set(table["outcome"])
    assert (table["pairs"] <= 4).all()
    assert set(result.table(by="tenure")["group"]) == {"owner", "renter", "migrant"}


def test_wider_interval_holds_the_narrower(result: Comparison) -> None:
    table = result.table(HEADLINE)
    assert (table["low_wide"] <= table["low"] + 1e-12).mean() > 0.8
    assert (table["difference"].between(table["low_wide"], table["high_wide"])).all()


def test_any_number_of_workers_gives_the_same() -> None:
    plans = [small(load(n), 60, 2) for n in ("administration-led", "self-governing")]
    alone, again = (
        compare(plans, replicates=2, months=6, rng=3, workers=workers)
        for workers in (1, 2)
    )
    pd.testing.assert_frame_equal(alone.table(), again.table(), check_exact=True)
    pd.testing.assert_frame_equal(alone.runs(), again.runs(), check_exact=True)


def test_a_scenario_against_itself_differs_nowhere() -> None:
    plan = small(load("baseline"), 80, 2)
    twin = plan.replace(name="twin")
    made = compare([plan, twin], replicates=2, months=6, rng=1, workers=1)
    table = made.table(details=True)
    assert (table["difference"].dropna() == 0.0).all()
    assert set(table["verdict"]) == {"no difference found"}


def test_public_money_on_offer_is_equal_and_what_arrives_is_told(
    result: Comparison,
) -> None:
    """Both set-ups are offered 400 yuan; the street's reply may hold part of it back."""
    lever = "fiscal_grant_per_resident"
    assert all(lever not in plan.levers for plan in result.scenarios)
    a, b = result.public_money().values()
    assert (a, b) == pytest.approx((400.0, 400.0), rel=0.08)
    assert abs(a - b) > 2.0
    text = result.summary()
    assert f"{a:.0f}" in text
    assert f"{b:.0f}" in text


def test_default_parameters_give_one_interval() -> None:
    plans = [small(load(n), 60, 1) for n in ("baseline", "self-governing")]
    made = compare(
        plans, replicates=3, months=6, rng=1, workers=1, parameters="default"
    )
    table = made.table(HEADLINE)
    assert table["low"].tolist() == table["low_wide"].tolist()


def test_folder_is_complete_and_never_overwritten(result: Comparison, tmp_path) -> None:  # type: ignore[no-untyped-def]
    folder = result.write(tmp_path / "out")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf8"))
    assert manifest["complete"] is True
    for name in (
        "outcomes.parquet",
        "groups.parquet",
        "ledger.parquet",
        "hours.parquet",
        "outcomes.csv",
        "dictionary.md",
        "summary.md",
        "figures/outcomes.png",
        "figures/outcomes.svg",
        "figures/money.png",
    ):
        assert name in manifest["files"], name
        assert (folder / name).stat().st_size > 0
    with pytest.raises(BadInput, match="overwrite"):
        result.write(folder)
    again = result.write(tmp_path / "again")
    other = json.loads((again / "manifest.json").read_text(encoding="utf8"))
    for name, checksum in manifest["files"].items():
        assert other["files"][name] == checksum, name


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_summary_says_what_was_found(result: Comparison, lang: str) -> None:
    text = result.summary(lang)
    assert "govsim compare administration-led self-governing" in text
    assert "{" not in text
    assert ("no difference found" if lang == "en" else "未发现差异") in text


def test_what_cannot_be_compared() -> None:
    with pytest.raises(BadInput, match="two scenarios"):
        compare(["baseline"])
    with pytest.raises(BadInput, match="different communities"):
        compare([load("baseline"), small(load("self-governing"), 50)])
    with pytest.raises(BadInput, match="named twice"):
        compare(["baseline", "baseline"])
    with pytest.raises(BadInput, match="at least 2"):
        compare(["baseline", "self-governing"], replicates=1)
    with pytest.raises(BadInput, match="plausible"):
        compare(["baseline", "self-governing"], parameters="wild")


def test_public_names() -> None:
    assert govsim.compare is compare
    for name in govsim.__all__:
        assert getattr(govsim, name) is not None
    with pytest.raises(AttributeError):
        _ = govsim.no_such_name
