"""Which runs there are: paired worlds, lasting ids, parts, growth, the way back."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from govsim.assumptions import PARAMETERS
from govsim.errors import BadInput
from govsim.policy import LEVERS
from govsim.scenarios import Change, load, scenario_names
from govsim.studies.jobs import world_seed
from govsim.studies.sweeping import engine
from govsim.studies.sweeping.carrying import plausible_set, resolved, shared_of
from govsim.studies.sweeping.choices import Keep, Limits, Pilot, Stop
from govsim.studies.sweeping.crews import Here, Lent
from govsim.studies.sweeping.design import Design
from govsim.studies.sweeping.folder import SweepFolder
from govsim.studies.sweeping.plan import first_plan, part_size, scenario_hash
from govsim.studies.sweeping.result import Sweep
from govsim.studies.sweeping.stored import stored_plan
from govsim.studies.sweeping.study import How, conduct, note
from tests.sweep.stubs import LEVER, contents, quick_run, small_design, tiny

FUND = {"resident_fund_yuan": 77.0}


def two(**changes: object) -> Design:
    plans = [tiny(), tiny("self-governing")]
    return Design.grid(plans, {LEVER: [0.1, 0.2]}, replicates=3).replace(**changes)


def test_replicate_k_is_world_k_for_every_scenario_and_point() -> None:
    frame = first_plan(two(seed=9)).frame()
    assert len(frame) == 12
    for replicate, rows in frame.groupby("replicate"):
        assert set(rows["seed"]) == {world_seed(9, int(replicate))}
        assert len(rows[["scenario", "point"]].drop_duplicates()) == 4
    assert frame["seed"].nunique() == 3


def test_an_id_hangs_on_what_a_run_hangs_on_and_on_nothing_else() -> None:
    base = first_plan(two()).run_ids
    assert len(set(base)) == 12
    titled = tuple(replace(plan, title="Other") for plan in two().scenarios)
    assert first_plan(two(scenarios=titled)).run_ids == base
    assert first_plan(two(runs_per_part=1, window=3)).run_ids == base
    assert first_plan(two(replicates=5)).run_ids[:12] == base
    for change in (
        {"months": 5},
        {"seed": 2},
        {"parameters": "plausible"},
        {"points": [{LEVER: 0.11}, {LEVER: 0.22}]},
        {"scenarios": tuple(p.replace(levers=FUND) for p in two().scenarios)},
        {"pilots": (Pilot("p", (Change(2, (0,), {LEVER: 0.9}),)),)},
    ):
        assert not set(first_plan(two(**change)).run_ids) & set(base), change


@pytest.mark.parametrize("name", scenario_names())
def test_scenarios_come_back_from_their_files_unchanged(
    name: str, tmp_path: Path
) -> None:
    plan = load(name)
    plan.save(tmp_path / "copy.toml")
    assert scenario_hash(load(tmp_path / "copy.toml")) == scenario_hash(plan)


def test_runs_that_share_an_opening_stand_together() -> None:
    points = [{LEVER: v, "trust_up": u} for v in (0.1, 0.2) for u in (0.03, 0.05)]
    plan = first_plan(
        Design.list([tiny(), tiny("self-governing")], points, replicates=2)
    )
    opened = [
        (spec.replicate, spec.values["trust_up"]) for spec in map(plan.spec, range(16))
    ]
    changes = sum(a != b for a, b in pairwise(opened))
    assert changes == 3  # two worlds under two sets of parameters, one after the other


@pytest.mark.parametrize(
    ("points", "replicates", "size"),
    [
        (25, 20, 25),  # a part is a world
        (2, 100, 12),  # 16 parts and more, of whole worlds
        (200, 20, 100),  # a world in two parts
        (40, 1, 3),  # one world, shared out among 16 parts
    ],
)
def test_parts_are_large_enough_and_many_enough(
    points: int, replicates: int, size: int
) -> None:
    assert (
        part_size(small_design(points, replicates).replace(runs_per_part=None)) == size
    )


def test_parts_of_large_worlds_hold_few_runs() -> None:
    plan = load("baseline").replace(world="realistic")
    assert part_size(Design.grid(plan, {LEVER: [0.1, 0.2]}, replicates=50)) <= 4


def test_parts_follow_one_another() -> None:
    plan = first_plan(small_design(7, 3, part=5))
    assert plan.part_count == 5
    assert [list(plan.runs_of(part)) for part in range(5)] == [
        list(range(at, min(at + 5, 21))) for at in range(0, 21, 5)
    ]


def test_more_replicates_change_no_plausible_set() -> None:
    a, b = (plausible_set(world_seed(1, k)) for k in (0, 1))
    assert a == plausible_set(world_seed(1, 0))
    assert a != b
    assert all(PARAMETERS[n].low <= v <= PARAMETERS[n].high for n, v in a.items())
    spread = [name for name, card in PARAMETERS.items() if card.high > card.low]
    assert list(a) == spread


def test_a_point_goes_before_the_scenario_and_before_plausible_sets() -> None:
    pilot = Pilot("p", (Change(2, (0,), {LEVER: 0.9}),))
    design = Design.list(
        tiny("self-governing"), [{LEVER: 0.3, "trust_up": 0.05}], replicates=1
    ).replace(parameters="plausible", pilots=(pilot,))
    spec = first_plan(design).spec(0)
    scenario, numbers = resolved(shared_of(design, (LEVER,)), spec)
    assert scenario.levers[LEVER] == 0.3
    assert scenario.changes[-1] == pilot.changes[0]
    assert numbers["trust_up"] == 0.05
    assert len(numbers) > 100


# --- the way back, and growth -------------------------------------------------------------


def swept(design: Design | None, folder: Path, **how: bool) -> Sweep:
    conduct(design, SweepFolder(folder), Lent(Here()), How(**how), one=quick_run)
    return Sweep(folder)


def test_the_folder_gives_the_design_back(tmp_path: Path) -> None:
    rules = LEVERS["election_rule"].choices[:2]
    design = Design.sobol(tiny(), {LEVER: [0.1, 0.5], "election_rule": rules}, 4)
    design = replace(
        design,
        name="whole",
        stop=Stop("satisfaction", 10.0, 30),
        limits=Limits(50.0, 60.0),
        window=3,
        pilots=(Pilot("none"), Pilot("p", (Change(2, (0,), {LEVER: 0.9}),))),
    )
    folder = SweepFolder(tmp_path / "s")
    plan = first_plan(design)
    folder.open_new(False)
    note(folder, plan)
    back = stored_plan(folder)
    assert back.run_ids == plan.run_ids
    assert back.points == plan.points
    assert back.design == replace(design, runs_per_part=plan.size)


def test_more_replicates_are_as_if_asked_at_once(tmp_path: Path) -> None:
    swept(small_design(5, 3), tmp_path / "grown")
    early = (tmp_path / "grown" / "outcomes" / "part-000001.parquet").stat().st_mtime_ns
    grown = swept(small_design(5, 6), tmp_path / "grown", extend=True)
    assert grown.complete
    late = (tmp_path / "grown" / "outcomes" / "part-000001.parquet").stat().st_mtime_ns
    assert early == late
    swept(small_design(5, 6), tmp_path / "whole")
    assert contents(tmp_path / "grown") == contents(tmp_path / "whole")


def test_more_points_keep_the_runs_there(tmp_path: Path) -> None:
    first = swept(small_design(4, 5), tmp_path / "s").frame()
    grown = swept(small_design(6, 5), tmp_path / "s", extend=True)
    frame = grown.frame()
    assert len(frame) == 30
    assert frame[:20].equals(first)
    assert sorted(frame[LEVER][20:].unique()) == [0.026, 0.03]
    whole = swept(small_design(6, 5), tmp_path / "whole").frame()
    keys = [LEVER, "replicate"]
    a, b = (f.sort_values(keys).drop(columns=["run", "point"]) for f in (frame, whole))
    assert a.reset_index(drop=True).equals(b.reset_index(drop=True))


def test_growth_is_asked_for_and_another_sweep_refused(tmp_path: Path) -> None:
    swept(small_design(4, 5), tmp_path / "s")
    with pytest.raises(BadInput, match=r"10 runs more.*--extend"):
        swept(small_design(6, 5), tmp_path / "s", resume=True)
    other = small_design(4, 5).replace(points=[{LEVER: 0.77}])
    with pytest.raises(BadInput, match="20 of its 20 runs are not in this design"):
        swept(other, tmp_path / "s", extend=True)
    for change, told in (
        ({"seed": 2}, "seed was 1 and is 2"),
        ({"months": 5}, "months was 6 and is 5"),
        ({"keep": Keep()}, "keep was"),
        ({"scenarios": (tiny("self-governing"),)}, "scenarios are not those"),
        (
            {"points": [{"trust_up": 0.05}]},
            "set audit_probability; here they set trust_up",
        ),
    ):
        with pytest.raises(BadInput, match=told):
            swept(small_design(4, 5).replace(**change), tmp_path / "s", resume=True)


def test_another_govsim_does_not_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    swept(small_design(1, 5), tmp_path / "s")
    monkeypatch.setattr("govsim.studies.sweeping.stored.fingerprint", lambda: "other")
    with pytest.raises(BadInput, match=f"engine {engine.fingerprint()}.*engine other"):
        swept(None, tmp_path / "s", resume=True)


def test_the_fingerprint_is_of_what_numbers_come_from(tmp_path: Path) -> None:
    def root(name: str, **texts: str) -> Path:
        files = {"rules/trust.py": "a", "studies/jobs.py": "b", "notes.md": "c"} | texts
        for file, text in files.items():
            (tmp_path / name / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / file).write_text(text)
        return tmp_path / name

    base = engine.of_files(root("base"))
    assert (
        engine.of_files(root("a", **{"studies/jobs.py": "x", "notes.md": "y"})) == base
    )
    assert engine.of_files(root("b", **{"rules/trust.py": "x"})) != base
    assert engine.of_files(root("c", **{"rules/new.py": ""})) != base


def test_a_scenario_changed_by_hand_is_noticed(tmp_path: Path) -> None:
    swept(small_design(1, 5), tmp_path / "s")
    file = tmp_path / "s" / "scenarios" / "baseline.toml"
    file.write_text(file.read_text("utf8").replace("residents = 60", "residents = 61"))
    with pytest.raises(BadInput, match="changed by hand"):
        swept(None, tmp_path / "s", resume=True)
