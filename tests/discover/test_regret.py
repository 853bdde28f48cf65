"""Regret by hand."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from govsim.errors import BadInput
from govsim.studies.regret import Regret, regret
from govsim.studies.sweeping.design import Design
from tests.discover import made_up

X = "audit_probability"
MEANS = np.array([[0.5, 0.8], [0.6, 0.5], [0.4, 0.4]])  # (points, scenarios)


def made(outcome: str = "satisfaction", worlds: int = 3) -> Regret:
    wobble = np.linspace(-0.1, 0.1, worlds)[None, :, None] if worlds > 1 else 0.0
    values = np.repeat(MEANS[:, None, :], worlds, axis=1) + wobble
    points = pd.DataFrame({"point": [0, 1, 2]})
    return Regret(values, ["one", "two"], outcome, points)


def test_by_hand() -> None:
    table = made().table()
    np.testing.assert_allclose(table["largest"], [0.3, 0.1])
    np.testing.assert_allclose(table["mean"], [0.1, 0.1 / 3])
    assert table["at_point"].tolist() == [0, 1]
    np.testing.assert_allclose(table["best_at"], [2 / 3, 2 / 3])
    # worlds move both set-ups alike: nothing hangs on which are drawn
    for end in ("low", "high"):
        np.testing.assert_allclose(table[f"largest_{end}"], [0.3, 0.1])
        np.testing.assert_allclose(table[f"mean_{end}"], [0.1, 0.1 / 3])


def test_less_is_better_where_the_card_says_so() -> None:
    table = made("overload").table()
    np.testing.assert_allclose(table["largest"], [0.1, 0.3])


def test_intervals_come_from_worlds() -> None:
    """One point, two worlds in which the other is ahead by 0.2 or by 0.4."""
    values = np.array([[[0.5, 0.7], [0.5, 0.9]]])
    points = pd.DataFrame({"point": [0]})
    row = Regret(values, ["one", "two"], "satisfaction", points).table().iloc[0]
    assert row["largest"] == pytest.approx(0.3)
    assert row["largest_low"] == pytest.approx(0.2)
    assert row["largest_high"] == pytest.approx(0.4)
    alone = made(worlds=1).table()
    assert alone["largest_low"].isna().all()


def test_a_world_without_a_figure_is_left_out_for_all() -> None:
    values = np.array([[[0.5, 0.7], [np.nan, 0.1]], [[np.nan, 1.0], [np.nan, 1.0]]])
    points = pd.DataFrame({"point": [4, 5]})
    found = Regret(values, ["one", "two"], "satisfaction", points)
    np.testing.assert_allclose(found.shortfalls[0], [0.2, 0.0])
    assert np.isnan(found.shortfalls[1]).all()
    table = found.table()
    assert table["largest"].tolist() == pytest.approx([0.2, 0.0])
    assert table["best_at"].tolist() == [0.0, 1.0]


def test_from_a_sweep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def formula(name: str, point: dict[str, float], replicate: int) -> float:
        lead = point[X] - 0.3 if name == made_up.B else 0.0
        return 0.5 + lead + 0.05 * replicate

    design = Design.grid(made_up.both(), {X: [0.1, 0.4]}, replicates=2)
    sweep = made_up.swept(tmp_path / "s", design, formula)
    found = regret(sweep, "satisfaction")
    table = found.table().set_index("scenario")
    assert table.loc[made_up.A, "largest"] == pytest.approx(0.1, abs=1e-6)
    assert table.loc[made_up.B, "largest"] == pytest.approx(0.2, abs=1e-6)
    assert table.loc[made_up.B, "mean"] == pytest.approx(0.1, abs=1e-6)
    points = found.by_point()
    assert list(points.columns) == ["point", X, "scenario", "shortfall"]
    for lang, word in (("en", "set-up"), ("zh", "方案")):
        assert word in found.summary(lang)
        monkeypatch.setenv("GOVSIM_LANG", lang)
        html = found._repr_html_()
        assert word in html
        assert html.count("<tr>") == 3
        assert ("Next:" in html) == (lang == "en")
    with pytest.raises(BadInput, match="Did you mean satisfaction"):
        regret(sweep, "satisfactoin")
    with pytest.raises(BadInput, match="two scenarios"):
        regret(sweep, "satisfaction", scenarios=[made_up.A])
