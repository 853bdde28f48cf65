"""People chosen so that margins hold: by hand, against plain fitting, and reported."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from govsim.errors import BadInput
from govsim.scenarios import fit_lines, fit_sentence, load
from govsim.scenarios.fitting import Contradiction, _lines, _Pool, _weights, fitted
from govsim.scenarios.margins import Margin

PLACE = """schema = 1
name = "ours"
[[community]]
name = "riverside"
type = "old"
residents = 900
[community.margins]
"""
MARGINS = """age = [0.15, 0.17, 0.16, 0.19, 0.18, 0.10, 0.05]
tenure = { owner = 0.5, renter = 0.2, migrant = 0.3 }
education = [0.2, 0.3, 0.25, 0.25]
household_size = [0.35, 0.45, 0.12, 0.08]
woman = 0.53
party = 0.15
income_median = 3200
income_median_by_tenure = { owner = 3600, migrant = 2900 }
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "ours.toml"
    file.write_text(text, encoding="utf8")
    return file


def singles(counts: dict[tuple[str, int], int]) -> dict[str, tuple[float | str, ...]]:
    """A pool of people who live alone, so many of each tenure and sex."""
    cells = [cell for cell, count in counts.items() for _ in range(count)]
    return {
        "household": tuple(range(len(cells))),
        "age": (40.0,) * len(cells),
        "tenure": tuple(tenure for tenure, _ in cells),
        "woman": tuple(woman for _, woman in cells),
    }


def test_weights_of_single_homes_are_those_of_deming_and_stephan() -> None:
    """Two-way table: rows 40, 60 of 100 and columns 50, 50, from a seed by hand.

    Fitting keeps the seed's odds ratio, (30·20)/(10·40) = 1.5.
    """
    seed = {("owner", 0): 30, ("owner", 1): 10, ("renter", 0): 40, ("renter", 1): 20}
    margins = (
        Margin("tenure", ("owner", "renter", "migrant"), (0.4, 0.6, 0.0)),
        Margin("woman", ("woman",), (0.5,)),
    )
    pool = _Pool(singles(seed))
    weights = _weights(pool, _lines(pool, margins), 100)
    cells = {}
    for (tenure, woman), _ in seed.items():
        inside = (pool.people["tenure"] == tenure) & (pool.people["woman"] == woman)
        cells[tenure, woman] = weights[inside].sum()
    table = np.array([[cells[t, w] for w in (0, 1)] for t in ("owner", "renter")])
    np.testing.assert_allclose(table.sum(axis=1), [40, 60], atol=1e-2)
    np.testing.assert_allclose(table.sum(axis=0), [50, 50], atol=1e-2)
    odds = table[0, 0] * table[1, 1] / (table[0, 1] * table[1, 0])
    assert odds == pytest.approx(1.5, rel=1e-3)


def test_margins_hold_to_the_adult_and_are_reported(tmp_path: Path) -> None:
    plan = load(written(tmp_path, PLACE + MARGINS))
    people = plan.people[0]
    assert people is not None
    assert len(people["age"]) == plan.adults == 900
    (rows,) = plan.fits
    assert len(rows) == 7 + 3 + 4 + 4 + 1 + 1 + 1 + 2
    for row in rows:
        limit = 25.0 if row.unit == "yuan" else 0.0025
        assert row.deviation <= limit, row
    # counted again, by another way
    ages, _ = np.histogram(people["age"], [18, 30, 40, 50, 60, 70, 80, 101])
    np.testing.assert_allclose(
        ages / 900, [0.15, 0.17, 0.16, 0.19, 0.18, 0.1, 0.05], atol=0.0025
    )
    assert people["tenure"].count("migrant") / 900 == pytest.approx(0.3, abs=0.0025)
    sizes = np.bincount(np.bincount(np.array(people["household"], dtype=int)))
    homes = sizes.sum()
    np.testing.assert_allclose(sizes[1:4] / homes, [0.35, 0.45, 0.12], atol=0.0025)
    incomes = np.array(people["income"], dtype=float)
    assert np.median(incomes) == pytest.approx(3200, abs=25)
    # newcomers are drawn from what was chosen
    assert plan.profiles[0].tenure_shares[2] == pytest.approx(0.3, abs=0.0025)
    assert plan.profiles[0].party_share == pytest.approx(0.15, abs=0.0025)
    told = "\n".join(fit_lines(plan))
    assert "tenure migrant" in told
    assert "0.3000" in told
    assert "22 margins" not in fit_sentence(plan)
    assert "23 margins" in fit_sentence(plan)
    assert "23 项边际分布" in fit_sentence(plan, "zh")


def test_the_same_file_gives_the_same_people_and_is_written_out_whole(
    tmp_path: Path,
) -> None:
    file = written(tmp_path, PLACE + MARGINS)
    plan = load(file)
    from govsim.scenarios import community

    community._from_drawn.cache_clear()
    assert load(file).people == plan.people
    copy = tmp_path / "copy.toml"
    copy.write_text(plan.to_toml(), encoding="utf8")
    assert load(copy) == plan


def test_a_survey_is_weighed_to_the_margins(tmp_path: Path) -> None:
    """Homes of the survey are chosen again and again; nobody else lives there."""
    rows = [
        f"h{k},{20 + k % 60},{('owner', 'renter', 'migrant')[k % 3]}"
        for k in range(120)
    ]
    (tmp_path / "survey.csv").write_text("household,age,tenure\n" + "\n".join(rows))
    text = PLACE.replace("[community.m", 'population = "survey.csv"\n[community.m')
    plan = load(written(tmp_path, text + "tenure = [0.7, 0.2, 0.1]\n"))
    people = plan.people[0]
    assert people is not None
    assert plan.adults == 900
    assert people["tenure"].count("owner") == 630
    pairs = {(20.0 + k % 60, ("owner", "renter", "migrant")[k % 3]) for k in range(120)}
    assert set(zip(people["age"], people["tenure"], strict=True)) <= pairs


CONTRADICTIONS = {
    "sum": ("tenure = [0.5, 0.2, 0.2]\n", "add up to 0.9"),
    "median outside its parts": (
        "tenure = [0.5, 0.2, 0.3]\nincome_median = 9000\n"
        "income_median_by_tenure = { owner = 3600, renter = 3000, migrant = 2900 }\n",
        "income_median = 9000 contradicts income_median_by_tenure: the median of all "
        "lies between the lowest (2900) and the highest (3600)",
    ),
    "medians without tenures": (
        "income_median_by_tenure = { owner = 3600 }\n",
        "needs the margin tenure beside it",
    ),
    "no such people": (
        "tenure = [1, 0, 0]\nincome_median = 9000\n"
        "income_median_by_tenure = { owner = 3000 }\n",
        "the margins tenure, income_median, income_median_by_tenure contradict each other",
    ),
    "unknown margin": ("tenur = [0.5, 0.2, 0.3]\n", "Did you mean tenure?"),
    "no share": ("woman = 53\n", "a share from 0 to 1 is needed"),
}


@pytest.mark.parametrize("kind", CONTRADICTIONS)
def test_margins_that_cannot_hold_are_answered_in_a_sentence(
    kind: str, tmp_path: Path
) -> None:
    text, says = CONTRADICTIONS[kind]
    with pytest.raises(BadInput) as caught:
        load(written(tmp_path, PLACE + text))
    assert len(caught.value.problems) == 1
    assert says in caught.value.problems[0]
    assert "line " in caught.value.problems[0]


def test_homes_of_two_cannot_house_an_odd_number() -> None:
    pool = singles({("owner", 0): 40, ("owner", 1): 40})
    pool["household"] = tuple(k // 2 for k in range(80))
    half = (Margin("woman", ("woman",), (0.5,)),)
    with pytest.raises(
        Contradiction, match="31 adults cannot be made up of homes of 2"
    ):
        fitted(pool, half, 31)
    people, (row,) = fitted(pool, half, 30)
    assert len(people["age"]) == 30
    assert row.got == pytest.approx(0.5, abs=1 / 30)


def test_a_copy_elsewhere_forgets_the_fit(tmp_path: Path) -> None:
    plan = load(written(tmp_path, PLACE + MARGINS))
    assert plan.replace(world="default").fits == ((),) * 4
    small = tuple(replace(p, adults=50) for p in plan.profiles)
    assert plan.replace(profiles=small).fits == ((),)
