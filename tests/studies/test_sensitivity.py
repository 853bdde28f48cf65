"""Sensitivity studies: factors, points, common worlds, differences, words."""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import govsim
from govsim.assumptions import PARAMETERS
from govsim.errors import BadInput
from govsim.measures import MEASURES
from govsim.policy import LEVERS
from govsim.studies.factors import factors_of, points_of
from govsim.studies.sensitivity import SensitivityPlan, sensitivity, sensitivity_plan
from govsim.studies.sensitivity_result import Sensitivity
from tests.studies.worlds import near, tiny

PLAN = near("here", 3)
PLACE = {name: place for place, name in enumerate(MEASURES)}


def asked(scenario: object = PLAN, **how: object) -> SensitivityPlan:
    usual = {
        "method": "morris", "outcomes": None, "versus": None, "samples": None,
        "factors": ["audit_probability", "transparency", "election_rule"],
        "replicates": 2, "months": None, "rng": 1, "full_world": False,
    }  # fmt: skip
    return sensitivity_plan(scenario, **(usual | how))  # type: ignore[arg-type]


def made_up(plan: SensitivityPlan, slopes: list[float], luck: float) -> Sensitivity:
    """Every outcome is a straight line in the factors, plus luck by point and world."""
    rng = np.random.default_rng(0)
    shape = (len(plan.points), plan.worlds, len(plan.scenarios), len(MEASURES))
    line = plan.design.matrix @ np.array(slopes)
    return Sensitivity(plan, line[:, None, None, None] + luck * rng.normal(size=shape))


@pytest.fixture(scope="module")
def real() -> Sensitivity:
    return sensitivity(
        PLAN,
        factors=["audit_probability", "election_rule"],
        samples=3,
        replicates=2,
        rng=4,
        workers=1,
    )


# --- factors and points -----------------------------------------------------------------


def test_all_assumptions_that_a_run_reads() -> None:
    factors = factors_of("parameters")
    names = {factor.name for factor in factors}
    assert names <= set(PARAMETERS)
    assert len(names) > 500
    assert all(factor.low < factor.high for factor in factors)
    rules = factors_of("rules")
    assert {factor.name for factor in rules} == names
    assert 30 <= len({factor.group for factor in rules}) <= 45
    assert next(f.group for f in rules if f.name == "trust_up") == "rules.trust"


def test_all_levers_with_their_words() -> None:
    factors = {factor.name: factor for factor in factors_of("levers")}
    assert set(factors) == set(LEVERS)
    assert factors["election_rule"].words == LEVERS["election_rule"].choices
    assert factors["audit_probability"].ends == (0.0, 1.0)


def test_ranges_of_ones_own() -> None:
    given = {
        "audit_probability": (0.1, 0.3),
        "election_rule": ["direct", "appointed"],
        "trust_up": None,
    }
    factors = factors_of(given)
    first, second = points_of(factors, np.array([[0.5, 0.25, 0.0], [1.0, 0.9, 1.0]]))
    assert first.levers == {"audit_probability": 0.2, "election_rule": "direct"}
    assert second.levers["election_rule"] == "appointed"
    assert second.parameters == {"trust_up": PARAMETERS["trust_up"].high}


@pytest.mark.parametrize(
    ("factors", "says"),
    [
        (["trust_upp"], "Did you mean trust_up"),
        ([], "at least one"),
        ({"audit_probability": (0.2, 2)}, "0 to 1"),
        ({"audit_probability": (0.3, 0.2)}, "low below high"),
        ({"election_rule": ["direct"]}, "two different words"),
        ({"election_rule": ["direct", "lottery"]}, "one_candidate"),
    ],
)
def test_bad_factors(factors: object, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        factors_of(factors)  # type: ignore[arg-type]


def test_levers_share_an_opening_and_assumptions_do_not() -> None:
    """Lever points of one world stand together; each set of numbers has its own world."""
    from govsim.studies.cells import jobs_of

    levers = asked(samples=2)
    jobs = jobs_of(levers.cells(), levers.length)
    assert [(job.world, len(job.scenarios)) for job in jobs] == [(0, 8), (1, 8)]
    numbers = asked(factors=["trust_up"], samples=2, versus=near("there", 3))
    jobs = jobs_of(numbers.cells(), numbers.length)
    assert [len(job.scenarios) for job in jobs] == [2] * 8
    assert [job.world for job in jobs] == [0, 1] * 4


# --- numbers ----------------------------------------------------------------------------


def test_a_real_study_in_common_worlds(real: Sensitivity) -> None:
    assert real.runs.shape == (3 * 3, 2, 1, len(MEASURES))
    found = real.table("diversion_share").set_index("factor")
    assert found.loc["audit_probability", "mu_star"] > 0.001
    assert found.loc["audit_probability", "mu"] < 0.0  # audits find theft
    assert bool(found.loc["audit_probability", "stands_out"])
    assert np.isnan(found.loc["election_rule", "mu"])
    noise = real.noise().set_index("outcome")
    assert (noise["left"] <= noise["between_seeds"] + 1e-15).all()


def test_the_executor_changes_nothing(real: Sensitivity) -> None:
    told: list[tuple[int, int]] = []
    with ThreadPoolExecutor(2) as pool:
        again = sensitivity(
            PLAN,
            factors=["audit_probability", "election_rule"],
            samples=3,
            replicates=2,
            rng=4,
            executor=pool,
            progress=lambda done, total: told.append((done, total)),
        )
    assert np.array_equal(real.runs, again.runs, equal_nan=True)
    pd.testing.assert_frame_equal(real.table(), again.table(), check_exact=True)
    assert told[-1] == (18, 18)


def test_a_point_is_the_run_it_says(real: Sensitivity) -> None:
    """The first point's first world, run by hand."""
    from govsim.studies.jobs import world_seed
    from govsim.studies.windows import figures

    plan = real.plan
    model = govsim.GovernanceModel(
        PLAN, rng=world_seed(plan.length.seed, 0), levers=plan.points[0].levers
    )
    model.run_for(3)
    by_hand = figures(np.stack(model._outcomes).astype(np.float32), 3)[-1]
    assert real.runs[0, 0, 0] == pytest.approx(by_hand, nan_ok=True)


def test_the_difference_of_two_setups_is_looked_at() -> None:
    there = near("there", 3, audit_probability=0.9)
    made = sensitivity(
        PLAN, versus=there, method="sobol", factors=["audit_probability"],
        outcome="diversion_share", samples=8, replicates=1, workers=1,
    )  # fmt: skip
    place = PLACE["diversion_share"]
    assert made.runs.shape[2] == 2
    assert (made.values[:, :, place] == 0.0).all()  # set alike in both: nothing is left
    assert made.table()["st"].isna().all()
    assert "nothing moves it" in made.summary()
    assert "Levers that are varied are set alike in both" in made.summary()


def test_worlds_without_a_value_are_left_out() -> None:
    made = made_up(asked(replicates=3), [1.0, 0.0, 0.0], 0.01)
    made.runs[2, 1, 0, PLACE["satisfaction"]] = np.nan
    assert made.known("satisfaction").shape[1] == 2
    assert made.noise().set_index("outcome").loc["satisfaction", "worlds"] == 2
    made = made_up(asked(replicates=1), [1.0, 0.0, 0.0], 0.01)
    made.runs[2, 0, 0, PLACE["satisfaction"]] = np.nan
    assert made.table("satisfaction")["mu_star"].isna().all()
    assert "nothing is said of it" in made.summary()


# --- words, charts, files ---------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("method", ["morris", "sobol"])
def test_words_follow_the_intervals(method: str, lang: str) -> None:
    none = {"en": "no factor stands out", "zh": "没有突出的因素"}[lang]
    plan = asked(method=method, outcomes=["satisfaction"], samples=8)
    luck = made_up(plan, [0.0, 0.0, 0.0], 1.0)
    assert none in luck.summary(lang)
    assert not luck.leaders("satisfaction")
    sure = made_up(plan, [5.0, 0.1, 0.0], 0.01)
    text = sure.summary(lang)
    assert none not in text
    assert sure.leaders("satisfaction") == ["audit_probability"]
    first = {"en": "audit probability", "zh": "审计概率"}[lang]
    assert first in text.split("##")[1]
    assert "{" not in text
    assert "govsim sensitivity here" in text
    assert "{" not in sure.lines(lang)


def test_factors_that_cannot_be_ordered_are_said_not_to_be() -> None:
    plan = asked(outcomes=["satisfaction"], samples=6)
    close = made_up(plan, [1.0, 1.0, 0.0], 0.05)
    assert set(close.leaders("satisfaction")) == {"audit_probability", "transparency"}
    assert "cannot be put in order" in close.summary()


def test_an_effect_a_thousand_times_smaller_does_not_stand_out() -> None:
    plan = asked(outcomes=["satisfaction"], samples=6)
    made = made_up(plan, [1.0, 0.001, 0.0], 0.0)
    assert made.table().set_index("factor")["stands_out"].to_dict() == {
        "audit_probability": True,
        "transparency": False,
        "election_rule": False,
    }


def test_one_world_cannot_tell_luck() -> None:
    text = made_up(asked(replicates=1), [1.0, 0.0, 0.0], 0.0).summary()
    assert "luck cannot be told from factors" in text
    assert "stand out" not in text.split("##")[1]


def test_a_direction_is_said_only_if_every_step_had_it() -> None:
    plan = asked(outcomes=["satisfaction"], samples=6)
    assert "upward at every step" in made_up(plan, [1.0, 0, 0], 1e-4).summary()
    bent = made_up(plan, [0.0, 0.0, 0.0], 0.0)
    middle = (plan.design.matrix[:, 0] - 0.5) ** 2
    bent.runs[:] += middle[:, None, None, None] + 1e-6 * np.arange(2)[:, None, None]
    assert "at every step" not in bent.summary().split("##")[1]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_charts(lang: str) -> None:
    made = made_up(asked(samples=5), [1.0, 0.3, 0.0], 0.01)
    bars = made.plot("satisfaction", lang=lang).axes[0]
    labels = [text.get_text() for text in bars.get_yticklabels()]
    assert labels[0] == {"en": "audit probability", "zh": "审计概率"}[lang]
    assert max(bar.get_width() for bar in bars.patches) == pytest.approx(1.0, abs=0.1)
    plane = made.plot_plane("satisfaction", lang=lang).axes[0]
    assert "μ*" in plane.get_xlabel()
    sobol = made_up(asked(method="sobol", samples=16), [1.0, 0.3, 0.0], 0.01)
    assert sobol.plot(lang=lang).axes[0].patches
    with pytest.raises(BadInput, match="Morris' method"):
        sobol.plot_plane(lang=lang)


def test_the_folder_is_complete(real: Sensitivity, tmp_path: Path) -> None:
    made = Sensitivity(
        asked(
            factors=["audit_probability", "election_rule"],
            samples=3,
            outcomes=["satisfaction"],
        ),
        real.runs,
    )
    folder = made.write(tmp_path / "x", lang="zh")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf8"))
    assert manifest["complete"] is True
    assert manifest["factors"]["audit_probability"] == [0.0, 1.0]
    names = {"summary.md", "indices.csv", "noise.csv", "points.parquet"}
    names |= {"figures/satisfaction.png", "figures/satisfaction-plane.svg"}
    assert names <= set(manifest["files"])
    assert len(pd.read_parquet(folder / "points.parquet")) == 9
    assert len(pd.read_parquet(folder / "figures.parquet")) == 18


def test_a_notebook_shows_a_table_and_the_next_step(
    real: Sensitivity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOVSIM_LANG", "zh")
    assert "下一步" in real._repr_html_()
    monkeypatch.setenv("GOVSIM_LANG", "en")
    html = real._repr_html_()
    assert "<table" in html
    assert "Next:" in html
    assert "govsim" in html


def test_rules_move_together_and_lead_to_their_assumptions() -> None:
    plan = asked(factors="rules", samples=2, outcomes=["satisfaction"])
    groups = len(plan.design.names)
    assert len(plan.points) == 2 * (groups + 1)
    slopes = [1.0 if f.group == "rules.trust" else 0.0 for f in plan.factors]
    made = made_up(plan, slopes, 1e-6)
    first = made.table("satisfaction").iloc[0]
    assert (first["factor"], first["kind"]) == ("rules.trust", "rule")
    assert "assumptions" in first["range"]
    assert "trust_up" in made.summary().rsplit("## Next", maxsplit=1)[-1]
    with pytest.raises(BadInput, match="Morris"):
        asked(factors="rules", method="sobol", samples=8)


def test_public_names() -> None:
    assert govsim.sensitivity is sensitivity
    assert govsim.Sensitivity is Sensitivity


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ({"method": "moris"}, "morris and sobol"),
        ({"samples": 0}, "2 on"),
        ({"replicates": 0}, "at least 1"),
        ({"months": 0}, "1 to"),
        ({"outcomes": ["satisfactoin"]}, "Did you mean satisfaction"),
        ({"versus": PLAN}, "named twice"),
        ({"versus": tiny("self-governing").replace(shared=False)}, "share"),
        ({"versus": "baseline"}, "different communities"),
    ],
)
def test_what_cannot_be_studied(how: dict[str, object], says: str) -> None:
    with pytest.raises(BadInput, match=says):
        asked(**how)


def test_a_missing_salib_is_answered_before_any_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "SALib", None)
    with pytest.raises(BadInput, match=r'pip install "govsim\[analysis\]"'):
        sensitivity(PLAN, factors=["audit_probability"])
