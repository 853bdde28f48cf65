"""Sequential stopping: when is an outcome known well enough?"""

from pathlib import Path

import numpy as np
import pytest

from govsim.studies.sweeping.carrying import Shared
from govsim.studies.sweeping.choices import Stop
from govsim.studies.sweeping.crews import Here, Lent, Processes
from govsim.studies.sweeping.design import Design
from govsim.studies.sweeping.folder import SweepFolder
from govsim.studies.sweeping.plan import Spec
from govsim.studies.sweeping.result import Sweep
from govsim.studies.sweeping.running import sweep
from govsim.studies.sweeping.stopping import half_width
from govsim.studies.sweeping.study import How, conduct
from govsim.studies.sweeping.tables import Made
from tests.sweep.stubs import LEVER, contents, quick_run, tiny


def test_half_width_worked_by_hand() -> None:
    # 1, 2, 3, 6: mean 3, SD = sqrt(14/3) = 2.1602, t(3) = 3.18245; /2 → 3.4374
    assert half_width(np.array([1.0, 2.0, 3.0, 6.0])) == pytest.approx(3.4374, abs=1e-4)
    assert half_width(np.array([1.0, np.nan, 2.0, 3.0, 6.0])) == pytest.approx(
        3.4374, abs=1e-4
    )
    assert half_width(np.array([5.0])) == np.inf
    assert half_width(np.array([2.0, 2.0])) == 0.0


def calm_or_wild(shared: Shared, spec: Spec) -> Made:
    """The outcome is the same in every world at 0.1, and all over the place at 0.2."""
    made = quick_run(shared, spec)
    if spec.values[LEVER] == 0.1:
        (table,) = made.tables["outcomes"]
        place = table.schema.get_field_index("satisfaction")
        even = table.schema.field(place), [[0.5]]
        made.tables["outcomes"] = [table.set_column(place, *even)]
    return made


def design(at_most: int) -> Design:
    made = Design.list(tiny(), [{LEVER: 0.1}, {LEVER: 0.2}], replicates=4)
    stop = Stop("satisfaction", 0.01, at_most, every=3)
    return made.replace(stop=stop, runs_per_part=4)


def swept(folder: Path, at_most: int, **how: bool) -> Sweep:
    crew = Lent(Here())
    conduct(design(at_most), SweepFolder(folder), crew, How(**how), one=calm_or_wild)
    return Sweep(folder)


def test_only_points_not_known_go_on_batch_by_batch(tmp_path: Path) -> None:
    """Four each, then three more of the wild one, eleven at most."""
    runs = swept(tmp_path / "s", at_most=11).runs()
    many = runs.groupby("point")["replicate"].agg(["size", "max"])
    assert many.loc[0].tolist() == [4, 3]
    assert many.loc[1].tolist() == [11, 10]


def test_where_it_stops_does_not_depend_on_who_is_first(
    processes: Processes, tmp_path: Path
) -> None:
    swept(tmp_path / "one", at_most=10)
    folder = SweepFolder(tmp_path / "two")
    conduct(design(10), folder, processes, How(), one=calm_or_wild)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_stopped_in_a_batch_it_goes_on_to_the_same_end(tmp_path: Path) -> None:
    seen: list[int] = []

    def interrupted(shared: Shared, spec: Spec) -> Made:
        seen.append(spec.run)
        if len(seen) == 10:
            raise KeyboardInterrupt
        return calm_or_wild(shared, spec)

    folder = SweepFolder(tmp_path / "s")
    with pytest.raises(KeyboardInterrupt):
        conduct(design(10), folder, Lent(Here()), How(), one=interrupted)
    swept(tmp_path / "s", 10, resume=True)
    swept(tmp_path / "whole", 10)
    assert contents(tmp_path / "s") == contents(tmp_path / "whole")


def test_shards_cannot_stop_by_a_rule(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot be cut into shards"):
        sweep(design(10), out=tmp_path / "s", shard=(1, 2))
