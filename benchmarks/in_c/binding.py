"""From a C file that names columns to a function that can be called with a world.

The C text reads `r.name` (residents' columns), `c.name` (one number a community),
`a.name` (assumptions), `d.name` (draws and sizes) and writes `made.name`. The structs
are written from those names, so that no list of arguments has to be kept twice.
"""

import ctypes
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).parent
ALWAYS = ("-O3", "-march=native", "-shared", "-fPIC", "-std=gnu11")
EXACT = ("-fno-math-errno", "-fno-trapping-math")
"""Rounds as NumPy rounds: the same arithmetic, in the order it is written."""
LOOSE = ("-ffast-math",)
"""Lets gcc reorder sums and take vector exponentials: other arithmetic, told beside."""

HEAD = """#include <math.h>
static inline float least(float x, float y) { return x < y ? x : y; }
static inline float most(float x, float y) { return x > y ? x : y; }"""
WORDS = {"f": "float", "i": "int", "B": "unsigned char", "d": "double"}
type Given = Mapping[str, Any]  # arrays and plain numbers by name


class NoCompiler(Exception):
    """There is no gcc here."""


def plain(values: Given) -> dict[str, Any]:
    """Arrays as C would keep them: float, int, one byte for a flag; numbers as they are."""
    kinds = {"f": np.float32, "i": np.int32, "u": np.int32, "b": np.uint8}
    return {
        name: np.ascontiguousarray(value, kinds[value.dtype.kind])
        if isinstance(value, np.ndarray)
        else value
        for name, value in values.items()
    }


class Rule:
    """A rule in C, bound to its columns once; a call writes `made`."""

    def __init__(
        self, file: str, folder: Path, flags: tuple[str, ...], **groups: Given
    ) -> None:
        if shutil.which("gcc") is None:
            raise NoCompiler("gcc is not installed")
        text = (HERE / file).read_text(encoding="utf8")
        self.kept = {key: _read_in(text, key, group) for key, group in groups.items()}
        structs = "\n".join(_struct(key, group) for key, group in self.kept.items())
        source = folder / f"{flags[0]}-{file}"
        source.write_text("\n".join((HEAD, structs, text)), encoding="utf8")
        library = source.with_suffix(".so")
        command = ["gcc", *ALWAYS, *flags, "-o", str(library), str(source), "-lm"]
        subprocess.run(command, check=True, capture_output=True)
        self.run = ctypes.CDLL(str(library)).run
        self.run.restype = None
        self.structs = [_filled(group) for group in self.kept.values()]
        self.run.argtypes = [type(struct) for struct in self.structs]

    def __call__(self) -> dict[str, NDArray[Any]]:
        """Run it and hand back what it made."""
        self.run(*self.structs)
        return self.kept["made"]


def _read_in(text: str, key: str, group: Given) -> dict[str, Any]:
    """The members of a group that the C text names."""
    names = dict.fromkeys(re.findall(rf"\b{key}\.(\w+)", text))
    return {name: group[name] for name in names}


def _struct(key: str, group: Given) -> str:
    title = {"made": "Made"}.get(key, key.upper())
    members = [
        f"{WORDS[value.dtype.char]} *{name};"
        if isinstance(value, np.ndarray)
        else f"{'int' if isinstance(value, int) else 'float'} {name};"
        for name, value in group.items()
    ]
    return f"struct {title} {{ {' '.join(members)} }};"


def _filled(group: Given) -> ctypes.Structure:
    kinds = {int: ctypes.c_int, float: ctypes.c_float}
    members = [
        (name, ctypes.c_void_p if isinstance(value, np.ndarray) else kinds[type(value)])
        for name, value in group.items()
    ]
    kind = type("Group", (ctypes.Structure,), {"_fields_": members})
    made: ctypes.Structure = kind()
    for name, value in group.items():
        whole = value.ctypes.data if isinstance(value, np.ndarray) else value
        setattr(made, name, whole)
    return made
