"""What happens in a sweep's folder, from the first lock to the manifest?"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property

import pyarrow as pa

from govsim.errors import BadInput
from govsim.studies.sweeping.carrying import OneRun, Shared, Task, shared_of
from govsim.studies.sweeping.conducting import Conductor
from govsim.studies.sweeping.crews import Crew
from govsim.studies.sweeping.design import Design
from govsim.studies.sweeping.folder import SweepFolder
from govsim.studies.sweeping.locking import Lock
from govsim.studies.sweeping.plan import Plan, first_plan
from govsim.studies.sweeping.progress import Progress, nothing
from govsim.studies.sweeping.stopping import next_batch
from govsim.studies.sweeping.stored import (
    asked_of,
    continued,
    manifest_of,
    stored_plan,
    table_of,
    texts_of,
)
from govsim.studies.sweeping.tables import Made, no_outcomes
from govsim.studies.sweeping.words import replay_line


@dataclass(frozen=True, slots=True)
class How:
    """What to do with a folder that may hold a sweep already."""

    resume: bool = False
    extend: bool = False
    retry: bool = False
    overwrite: bool = False
    shard: tuple[int, int] | None = None

    @property
    def goes_on(self) -> bool:
        """Whether a sweep that was begun is gone on with."""
        asked = self.resume or self.extend or self.retry or self.shard is not None
        return asked and not self.overwrite


def conduct(
    asked: Design | None,
    folder: SweepFolder,
    crew: Crew,
    how: How,
    progress: Progress = nothing,
    one: OneRun | None = None,
) -> None:
    """Run a design, or what its folder says if it is None, and write all of it.

    Parameters
    ----------
    one : what to do for one run, if not the usual
    """
    with ExitStack() as held:
        plan = _opened(held, folder, asked, how)
        study = Study(folder, plan, crew, progress, one, how.shard)
        study.carry(how)
        if how.shard is None:
            finish(folder, study.plan)
    if how.shard is not None:
        join(folder)


def _opened(
    held: ExitStack, folder: SweepFolder, asked: Design | None, how: How
) -> Plan:
    """The folder, locked and ready, and the runs to do in it."""
    path, shard = folder.path, how.shard
    if not path.is_dir():
        folder.open_new(how.overwrite)
    if shard is None:
        held.enter_context(Lock(path / "lock"))
        folder.tidy()
        return _plan(folder, asked, how)
    held.enter_context(Lock(path / "lock", shared=True))
    held.enter_context(Lock(path / f"lock-{shard[0]}-of-{shard[1]}"))
    with Lock(path / "lock-begin", patient=True):
        return _plan(folder, asked, how)


def _plan(folder: SweepFolder, asked: Design | None, how: How) -> Plan:
    """The runs to do: those of the design, or of the folder."""
    if folder.begun and (how.goes_on or asked is None) and not how.overwrite:
        plan = continued(folder, asked, how.extend)
    else:
        asked = asked or stored_plan(folder).design
        folder.open_new(how.overwrite)
        plan = first_plan(asked)
    note(folder, plan)
    return plan


def note(folder: SweepFolder, plan: Plan) -> None:
    """Write what is asked, unless it stands there already."""
    asked = asked_of(plan)
    if folder.begun and len(plan) == folder.count() and folder.asked() == asked:
        return
    folder.reopen()
    folder.write_design(table_of(plan))
    folder.begin(asked, texts_of(plan.design))


@dataclass
class Study:
    """A sweep under way."""

    folder: SweepFolder
    plan: Plan
    crew: Crew
    progress: Progress = nothing
    one: OneRun | None = None
    shard: tuple[int, int] | None = None
    _done: int = field(default=0, init=False)
    _total: int = field(default=0, init=False)

    def carry(self, how: How) -> None:
        """Do all runs that are not done, batch after batch if there is a rule to stop."""
        self.folder.log(f"begun: {len(self.plan)} runs in {self.plan.part_count} parts")
        self._do(self._missing())
        if how.retry:
            self._do_again()
        while len(more := next_batch(self.plan, self.folder)):
            self.plan = self.plan.grown(more)
            note(self.folder, self.plan)
            self._do(self._missing())

    def _parts(self) -> range:
        """Parts of this shard."""
        number, count = self.shard or (1, 1)
        return range(number - 1, self.plan.part_count, count)

    def _missing(self) -> list[int]:
        """Parts that are not finished."""
        missing = [
            part
            for part in self._parts()
            if not self.folder.holds(part, self.plan.part_ids(part))
        ]
        left = sum(len(self.plan.runs_of(part)) for part in missing)
        self._total = sum(len(self.plan.runs_of(part)) for part in self._parts())
        self._done = self._total - left
        return missing

    @cached_property
    def _shared(self) -> Shared:
        return shared_of(self.plan.design, tuple(self.plan.design.names))

    @cached_property
    def _nothing(self) -> pa.Table:
        """The outcomes of a part all of whose runs failed."""
        pilots = self._shared.pilots
        chosen = any(pilot.rollout for pilot in pilots)
        return no_outcomes(self._shared.names, bool(pilots), chosen)

    def _do(self, parts: list[int]) -> None:
        """Do whole parts."""
        if not parts:
            return
        self.folder.reopen()
        tasks: Iterator[Task] = (
            Task(part, tuple(self.plan.specs_of(part)), self._shared) for part in parts
        )
        Conductor(self.crew, self._land, self.one).carry(tasks)

    def _land(self, part: int, made: Made) -> None:
        """Write a part that is whole."""
        self.folder.land(part, made, self.plan.part_ids(part), self._nothing)
        self._done += len(self.plan.runs_of(part))
        failed = f", {len(made.failures)} failed" if made.failures else ""
        self.folder.log(f"part {part}: {self._done} of {self._total} runs{failed}")
        self.progress(self._done, self._total)

    def _do_again(self) -> None:
        """Do failed runs again and put them into their parts."""
        failed = {
            part: [row["run"] for row in self.folder.failures_of(part)]
            for part in self._parts()
        }
        tasks = [
            Task(part, tuple(self.plan.spec(run) for run in runs), self._shared)
            for part, runs in failed.items()
            if runs
        ]
        if not tasks:
            return
        self.folder.reopen()
        self._done, self._total = 0, sum(len(task.specs) for task in tasks)
        Conductor(self.crew, self._land_again, self.one).carry(tasks)

    def _land_again(self, part: int, made: Made) -> None:
        """Put runs done again beside the others of their part."""
        kept = self.folder.landed(part)
        many = len(kept.failures)
        kept.failures = []
        kept.add(made)
        self.folder.land(part, kept, self.plan.part_ids(part), self._nothing)
        self._done += many
        self.folder.log(f"part {part}: {many} runs again, {len(made.failures)} failed")
        self.progress(self._done, self._total)


def finish(folder: SweepFolder, plan: Plan) -> int:
    """Failures and manifest of a sweep whose parts are all there; how many runs failed."""
    if folder.complete:
        return 0
    folder.tidy()
    folder.log("all parts are there")
    rows = folder.gather_failures(
        plan.part_count, lambda run: replay_line(folder.path, run)
    )
    folder.seal(manifest_of(plan, rows))
    return rows


def join(folder: SweepFolder, *, must: bool = False) -> bool:
    """Bring shards together if all their parts are there; whether they are.

    Raises
    ------
    BadInput
        If `must` and parts are missing, or the sweep is of another govsim.
    """
    try:
        with Lock(folder.path / "lock"):
            plan = continued(folder, None, False)
            missing = [
                part
                for part in range(plan.part_count)
                if not folder.holds(part, plan.part_ids(part))
            ]
            if not missing:
                finish(folder, plan)
                return True
    except BadInput:
        if must:
            raise
        return False  # another shard is still at work; it will do it
    if must:
        some = ", ".join(map(str, missing[:10])) + (" …" if len(missing) > 10 else "")
        raise BadInput(
            f"{folder.path}: {len(missing)} of {plan.part_count} parts are missing "
            f"({some}); let their shards end, or do them here with --resume."
        )
    return False
