"""Where do finished evaluations stand, so that a killed calibration goes on?

One line of JSON an evaluation, added as it ends; a line that a crash cut off is done again.
"""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import numpy as np

from govsim.errors import BadInput
from govsim.studies.calibrating.measuring import Made, Task
from govsim.studies.calibrating.plan import Plan

ASKED, RUNS = "asked.json", "runs.jsonl"
type Place = tuple[str, int, int]
"""Stage, point, replicate."""


def unfinished(folder: Path) -> Path:
    """Where a calibration stands until it is finished."""
    return folder.with_name(folder.name + ".running")


class Store:
    """Evaluations by stage, point and replicate; on disk if there is a folder."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.done: dict[Place, Made] = {}
        self._points: dict[tuple[str, int], dict[str, float]] = {}

    @classmethod
    def open(
        cls, out: Path | None, plan: Plan, *, resume: bool, overwrite: bool
    ) -> "Store":
        """The store of a calibration that is to be written to `out`.

        Raises
        ------
        BadInput
            If there is one already and neither `resume` nor `overwrite` is said, or if
            the one to go on with is of another plan.
        """
        made = cls()
        if out is None:
            return made
        folder = unfinished(out)
        begun = (folder / ASKED).exists()
        if begun and not resume and not overwrite:
            raise BadInput(
                f"{folder} holds an unfinished calibration; add --resume to go on with "
                "it, or --overwrite to begin anew."
            )
        if resume and not begun:
            raise BadInput(f"{folder} holds no unfinished calibration to go on with.")
        if not resume:
            shutil.rmtree(folder, ignore_errors=True)
            _begin(folder, plan)
        made.folder = folder
        made._read(plan)
        return made

    def _read(self, plan: Plan) -> None:
        assert self.folder is not None
        asked = json.loads((self.folder / ASKED).read_text(encoding="utf8"))
        if asked["digest"] != plan.digest():
            raise BadInput(
                f"{self.folder} holds a calibration of other targets, numbers or seed; "
                "take its file as it was, or begin anew with --overwrite."
            )
        path = self.folder / RUNS
        whole, end = [], 0
        for line in path.read_bytes().splitlines(keepends=True):
            if not line.endswith(b"\n"):
                break
            whole.append(json.loads(line))
            end += len(line)
        os.truncate(path, end)
        for row in whole:
            self._keep(row)

    def _keep(self, row: dict[str, Any]) -> None:
        values = {k: np.nan if v is None else v for k, v in row["values"].items()}
        place = (row["stage"], row["point"], row["replicate"])
        self.done[place] = Made(values, row["error"])
        self._points[place[:2]] = row["parameters"]

    def has(self, task: Task) -> bool:
        """Whether this evaluation is there.

        Raises
        ------
        BadInput
            If the one that is there was made at another point: other versions of the
            libraries drew it.
        """
        there = (task.stage, task.point, task.replicate) in self.done
        if there and self._points[task.stage, task.point] != task.parameters:
            raise BadInput(
                f"{self.folder}: {task.stage}, point {task.point} was drawn with other "
                "versions; begin anew with --overwrite."
            )
        return there

    def add(self, task: Task, made: Made) -> None:
        """Keep an evaluation, on disk before anything else is done."""
        values = {k: None if np.isnan(v) else float(v) for k, v in made.values.items()}
        row = {
            "stage": task.stage, "point": task.point, "replicate": task.replicate,
            "world": task.world, "parameters": task.parameters,
            "values": values, "error": made.error,
        }  # fmt: skip
        if self.folder is not None:
            with open(self.folder / RUNS, "a", encoding="utf8") as file:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
                file.flush()
                os.fsync(file.fileno())
        self._keep(row)

    def clear(self) -> None:
        """Remove what stood on disk: the result is written."""
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


def _begin(folder: Path, plan: Plan) -> None:
    """An empty store; what is asked comes last and says that it is there."""
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise BadInput(f"{folder} cannot be written: {error.strerror}.") from None
    (folder / RUNS).touch()
    asked = {"digest": plan.digest(), "plan": plan.resolved()}
    text = json.dumps(asked, indent=2, ensure_ascii=False)
    working = folder / f".{ASKED}"
    working.write_text(text + "\n", encoding="utf8")
    working.replace(folder / ASKED)
