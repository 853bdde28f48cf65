"""What lies in a folder of results, and may a report be made of it?"""

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from govsim.errors import BadInput
from govsim.report.folder import SCHEMA
from govsim.scenarios import Scenario
from govsim.scenarios.loading import from_toml

READ = (".csv", ".parquet", ".md", ".svg", ".png")
"""Kinds of files a report reads; their checksums are looked at."""


@dataclass
class Opened:
    """A finished folder of results."""

    folder: Path
    manifest: dict[str, Any]
    problems: list[str] = field(default_factory=list)  # scenarios that cannot be read

    @property
    def verb(self) -> str:
        """Which verb wrote it."""
        return str(self.manifest.get("verb", ""))

    def number(self, key: str) -> int:
        """A whole number of the manifest, 0 if it is not there."""
        value = self.manifest.get(key)
        whole = isinstance(value, int) and not isinstance(value, bool)
        return int(value) if whole else 0  # type: ignore[arg-type]

    @cached_property
    def scenarios(self) -> dict[str, Scenario]:
        """Scenarios by name, as far as this version can read them."""
        made = {}
        texts = self.manifest.get("scenarios")
        for name, text in (texts if isinstance(texts, dict) else {}).items():
            try:
                made[str(name)] = from_toml(str(text), str(name))
            except BadInput as fault:
                self.problems += [f"{name}: {problem}" for problem in fault.problems]
        return made

    def label(self, name: str, lang: str) -> str:
        """The title of a scenario; its name if it cannot be read."""
        plan = self.scenarios.get(name)
        return plan.label(lang) if plan is not None else name

    def table(self, name: str) -> pd.DataFrame | None:
        """The table of this file, or None if it is not there or empty.

        Raises
        ------
        BadInput
            If the file is broken.
        """
        path = self.folder / name
        if not path.exists():
            return None
        try:
            made = pd.read_csv(path) if path.suffix == ".csv" else pd.read_parquet(path)
        except (OSError, ValueError) as error:
            if isinstance(error, pd.errors.EmptyDataError):
                return None
            raise BadInput(f"{path} cannot be read: {str(error)[:120]}.") from None
        return made if len(made) else None

    def page(self, lang: str) -> tuple[str, bool] | None:
        """The folder's own page, and whether it is in the language asked for."""
        found = {
            _language(text): text
            for name in ("summary", "validation")
            for path in sorted(self.folder.glob(f"{name}*.md"))
            if (text := path.read_text(encoding="utf8", errors="replace"))
        }
        if not found:
            return None
        return (
            (found[lang], True)
            if lang in found
            else (next(iter(found.values())), False)
        )

    def charts(self) -> list[Path]:
        """The SVG charts of the folder."""
        return sorted((self.folder / "figures").glob("*.svg"))

    @cached_property
    def checksums(self) -> dict[str, str]:
        """Checksum of every file as the manifest has it."""
        files = self.manifest.get("files")
        return (
            {str(k): str(v) for k, v in files.items()}
            if isinstance(files, dict)
            else {}
        )

    @cached_property
    def fingerprint(self) -> str:
        """Sixteen digits that stand for all files of the folder."""
        lines = "".join(f"{v}  {k}\n" for k, v in sorted(self.checksums.items()))
        return hashlib.sha256(lines.encode()).hexdigest()[:16] if lines else ""

    @cached_property
    def changed(self) -> list[str]:
        """Files that are not what the manifest says: changed or gone."""
        return [
            name
            for name, checksum in self.checksums.items()
            if name.endswith(READ) and _checksum(self.folder / name) != checksum
        ]


def _language(text: str) -> str:
    chinese = sum("\u4e00" <= letter <= "\u9fff" for letter in text)
    return "zh" if chinese > len(text) / 10 else "en"


def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def open_folder(folder: str | Path) -> Opened:
    """The folder, if it is a finished result that this version can read.

    Raises
    ------
    BadInput
        In a sentence: no such folder, no result, unfinished, of a newer schema.
    """
    path = Path(folder)
    if path.is_file():
        raise BadInput(f"{path} is a file; name the folder of a result.")
    if not path.is_dir():
        raise BadInput(f"{path} does not exist; name the folder of a result.")
    if (path / "trial.json").exists():
        path = path / "report"
    if not (path / "manifest.json").exists():
        raise BadInput(_why_none(path))
    manifest = _manifest(path / "manifest.json")
    schema = manifest.get("schema", 1)
    if not isinstance(schema, int) or schema > SCHEMA:
        raise BadInput(
            f"{path} was written by a newer govsim ({str(manifest.get('govsim'))[:20]}, "
            f"schema {str(schema)[:20]}); this one reads schema {SCHEMA}. Update govsim."
        )
    if manifest.get("complete") is not True:
        raise BadInput(f"{path} is not finished: its manifest is not marked complete.")
    return Opened(path, manifest)


def _manifest(path: Path) -> dict[str, Any]:
    try:
        made = json.loads(path.read_text(encoding="utf8"))
    except (OSError, ValueError, RecursionError):
        raise BadInput(
            f"{path} cannot be read; the folder holds no sound result."
        ) from None
    if not isinstance(made, dict):
        raise BadInput(f"{path} is no manifest; the folder holds no sound result.")
    return made


def _why_none(path: Path) -> str:
    """Why a folder without a manifest is no finished result."""
    if (path / "sweep.json").exists():
        return (
            f"{path} is a sweep that is not finished; go on with govsim sweep --resume."
        )
    if path.name == "report" and (path.parent / "trial.json").exists():
        return f"{path.parent} is a trial that is not finished."
    if path.name.endswith(".unfinished"):
        return f"{path} is not finished: the verb that wrote it was stopped."
    if not path.exists():
        return f"{path} does not exist; name the folder of a result."
    return f"{path} holds no result; name a folder that a verb wrote."
