"""Other tools ask govsim and get the figures a sweep gives."""

import pickle
import warnings
from pathlib import Path

import numpy as np
import pytest

import govsim
from govsim.errors import BadInput
from govsim.studies.sweeping.bridges import salib_answers, salib_points
from govsim.studies.sweeping.crews import Here
from govsim.studies.sweeping.design import Design
from tests.discover import made_up
from tests.sweep.stubs import tiny

X, Y = "audit_probability", "trust_up"
WORD = "election_rule"
WORDS = ["appointed", "one_candidate", "direct"]


def test_the_workbench_runs_govsim_and_gets_a_sweeps_figures(tmp_path: Path) -> None:
    model = govsim.to_ema_model(
        tiny(adults=40),
        uncertainties={Y: [0.03, 0.06]},
        levers={X: [0.05, 0.5]},
        outcomes=["satisfaction", "overload"],
        replicates=2,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from ema_workbench import perform_experiments

        runs, answers = perform_experiments(
            model, scenarios=1, policies=3, uncertainty_sampling_kwargs={"rng": 1}
        )
    assert len(runs) == 3
    points = runs[[X, Y]].astype(float).to_dict("records")
    design = Design.list(tiny(adults=40), points, replicates=2)
    sweep = govsim.sweep(design, executor=Here(), out=tmp_path / "s", progress=False)
    for outcome in ("satisfaction", "overload"):
        expected = salib_answers(sweep, outcome)
        np.testing.assert_allclose(answers[outcome], expected, rtol=1e-6)
    assert np.unique(answers["satisfaction"]).size > 1


def test_the_model_says_what_it_is() -> None:
    model = govsim.to_ema_model(
        tiny(),
        uncertainties={Y: [0.03, 0.06]},
        levers={WORD: ["appointed", "one_candidate"], X: [0.05, 0.5]},
        outcomes=["satisfaction", "overload", "ngo_count"],
    )
    assert [p.name for p in model.uncertainties] == [Y]
    assert {p.name for p in model.levers} == {WORD, X}
    bounds = {p.name: (p.lower_bound, p.upper_bound) for p in model.levers}
    assert bounds[X] == (0.05, 0.5)
    kinds = {o.name: o.kind for o in model.outcomes}
    assert kinds["satisfaction"] == type(model.outcomes["satisfaction"]).MAXIMIZE
    assert kinds["overload"] == type(model.outcomes["overload"]).MINIMIZE
    assert pickle.loads(pickle.dumps(model.function)) == model.function


def test_differences_of_two_set_ups() -> None:
    plans = tiny(made_up.A, adults=40), tiny(made_up.B, adults=40)
    first, second, both = (
        govsim.to_ema_model(
            plan, levers={X: [0.0, 1.0]}, outcomes=["satisfaction"], versus=other
        ).function(**{X: 0.3})["satisfaction"]
        for plan, other in ((plans[0], None), (plans[1], None), plans)
    )
    assert both == pytest.approx(second - first)
    assert both != 0.0


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ({}, "give uncertainties or levers"),
        ({"levers": {"audit": [0, 1]}}, "neither a lever nor a parameter"),
        ({"levers": {X: [0.5, 0.1]}}, "low below high"),
        ({"levers": {X: [0, 1]}, "uncertainties": {X: [0, 1]}}, "an uncertainty and"),
        ({"levers": {X: [0, 1]}, "outcomes": ["hapiness"]}, "not a outcome"),
        ({"levers": {X: [0, 1]}, "name": "my model"}, "Python name"),
    ],
)
def test_a_model_that_cannot_be(how: dict[str, object], told: str) -> None:
    with pytest.raises(BadInput) as caught:
        govsim.to_ema_model("baseline", **how)  # type: ignore[arg-type]
    assert told in str(caught.value)


def test_salib_from_sample_to_indices(tmp_path: Path) -> None:
    """A linear answer: shares of variance by hand are 16/17 and 1/17."""
    from SALib.analyze import sobol
    from SALib.sample import sobol as sampling

    ranges = {X: [0.0, 1.0], "task_transfer": [0.0, 1.0]}
    problem = govsim.salib_problem(ranges)
    assert problem == {"num_vars": 2, "names": list(ranges), "bounds": [[0, 1], [0, 1]]}
    sample = sampling.sample(problem, 64, calc_second_order=False, seed=3)
    points = salib_points(ranges, sample)
    assert points[5] == dict(zip(ranges, sample[5], strict=True))

    def formula(_: str, point: dict[str, float], replicate: int) -> float:
        return 0.4 * point[X] + 0.1 * point["task_transfer"] + 0.1 * replicate

    design = Design.list(tiny(), points, replicates=2)
    sweep = made_up.swept(tmp_path / "s", design, formula)
    answers = salib_answers(sweep, "satisfaction")
    assert answers[5] == pytest.approx(0.05 + 0.4 * sample[5, 0] + 0.1 * sample[5, 1])
    alone = salib_answers(sweep, "satisfaction", replicate=1)
    np.testing.assert_allclose(alone - answers, 0.05, atol=1e-6)
    found = sobol.analyze(problem, answers, calc_second_order=False, seed=1)
    np.testing.assert_allclose(found["S1"], [16 / 17, 1 / 17], atol=0.03)
    with pytest.raises(BadInput, match="Did you mean baseline"):
        salib_answers(sweep, "satisfaction", "base-line")


def test_words_share_a_range() -> None:
    ranges = {WORD: WORDS, X: [0.2, 0.4]}
    problem = govsim.salib_problem(ranges)
    assert problem["bounds"] == [[0.0, 3.0], [0.2, 0.4]]
    points = salib_points(ranges, np.array([[0.0, 0.2], [1.5, 0.3], [3.0, 0.4]]))
    assert [point[WORD] for point in points] == WORDS
    assert [point[X] for point in points] == [0.2, 0.3, 0.4]
    with pytest.raises(BadInput, match="2 columns"):
        salib_points(ranges, np.zeros((2, 3)))
    with pytest.raises(BadInput, match="give ranges"):
        govsim.salib_problem({})
