"""What is measured each month, of whom, and whether more of it is better.

Every outcome is a numerator over a denominator, both per community, so that the
district's value is the ratio of the sums and an empty denominator gives null.
Outcomes read the state and the ledgers and nothing else.
"""

import csv
import tomllib
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
import pandas as pd
from scipy.sparse import csc_matrix

from govsim.columns import Floats, Rows
from govsim.measures import MEASURES
from govsim.state import World
from govsim.vocabulary import ACTIONS, AGE_EDGES, GROUPINGS, INSTITUTIONS


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row of `outcomes.csv`."""

    name: str
    english: str
    chinese: str
    unit: str
    denominator: str
    period: str
    larger: str  # better | worse | neither
    about: str

    @property
    def is_flow(self) -> bool:
        """Money and hours: a scenario's figure is the yearly mean over the run."""
        counted = self.unit.startswith(("yuan", "hours", "projects"))
        return counted and "month" in self.unit

    @property
    def figure_unit(self) -> str:
        """Unit of a scenario's figure: flows are yearly."""
        return self.unit.replace("month", "year") if self.is_flow else self.unit

    def label(self, lang: str = "en") -> str:
        """Name in a language."""
        return self.chinese if lang == "zh" else self.english


def _read() -> dict[str, Outcome]:
    text = files("govsim").joinpath("outcomes.csv").read_text(encoding="utf8")
    return {row["name"]: Outcome(**row) for row in csv.DictReader(text.splitlines())}


OUTCOMES: dict[str, Outcome] = _read()
HEADLINE: dict[str, str] = tomllib.loads(
    files("govsim").joinpath("headline.toml").read_text(encoding="utf8")
)["better"]


GROUPED = (
    "participation_rate",
    "vote_turnout_true",
    "deliberation_rate",
    "volunteer_rate",
    "oversight_rate",
    "donation_rate",
    "trust_committee",
    "trust_government",
    "trust_neighbours",
    "satisfaction",
    "belonging",
    "service_quality",
)
"""Outcomes that are also recorded by group; service_quality is then as experienced."""


def measure(w: World) -> Floats:
    """This month's outcomes, shape (communities + 1, outcomes); the last row is the district.

    A denominator of infinity marks a sum: it is added up over the district.
    """
    parts = np.array([part(w) for part in MEASURES.values()], dtype=np.float64)
    parts = np.concatenate([parts, parts.sum(axis=2, keepdims=True)], axis=2)
    top, bottom = parts[:, 0].T, parts[:, 1].T
    summed = np.isinf(bottom)
    made = np.full(top.shape, np.nan)
    np.divide(top, bottom, out=made, where=(bottom > 0) & ~summed)
    np.copyto(made, top, where=summed)
    return made


def group_rows(w: World) -> tuple[Rows, list[tuple[str, str]]]:
    """Each resident's row in every grouping, and the names of the rows."""
    r = w.residents
    third = np.digitize(r.income, w.income_thirds)
    codes = {
        "age": np.clip(np.digitize(r.age, AGE_EDGES) - 1, 0, len(AGE_EDGES) - 2),
        "tenure": r.tenure,
        "income": third,
        "origin": r.tenure == 2,
        "party": ~r.party,
    }
    rows = np.empty((r.age.size, len(GROUPINGS)), dtype=np.int32)
    names: list[tuple[str, str]] = []
    for place, (grouping, words) in enumerate(GROUPINGS.items()):
        rows[:, place] = codes[grouping]
        rows[:, place] += len(names)
        names += [(grouping, word) for word in words]
    return rows, names


def measure_groups(w: World) -> Floats:
    """Grouped outcomes, shape (communities + 1, groups, outcomes); null where nobody is."""
    r = w.residents
    rows, names = group_rows(w)
    width = len(names)
    rows += (r.community * width).astype(np.int32)[:, None]
    people, k = rows.shape
    start = np.arange(0, rows.size + 1, k, dtype=np.int32)
    which = csc_matrix(
        (np.ones(rows.size), rows.ravel(), start), shape=(w.size * width, people)
    )
    trust = dict(zip(INSTITUTIONS, r.trust, strict=True))
    acts = dict(zip(ACTIONS, r.acts, strict=True))
    columns = (
        r.acts.any(axis=0),
        r.voted,
        acts["deliberate"],
        acts["volunteer"],
        acts["oversee"],
        acts["donate"],
        trust["committee"],
        trust["government"],
        trust["neighbours"],
        r.satisfaction,
        r.belonging,
        r.service,
        1.0,
    )
    table = np.empty((people, len(columns)))
    for place, column in enumerate(columns):
        table[:, place] = column
    sums = (which @ table).reshape(w.size, width, -1)
    sums = np.concatenate([sums, sums.sum(axis=0, keepdims=True)])
    number = sums[..., -1:]
    return np.divide(
        sums[..., :-1],
        number,
        out=np.full(sums[..., :-1].shape, np.nan),
        where=number > 0,
    )


def outcomes_frame(months: list[int], stack: list[Floats]) -> pd.DataFrame:
    """Monthly outcomes as a table: month, community (−1 = district), one column each."""
    values = np.stack(stack)
    count, places, width = values.shape
    community = np.append(np.arange(places - 1), -1)
    frame = pd.DataFrame(values.reshape(-1, width), columns=list(MEASURES))
    frame.insert(0, "community", np.tile(community, count))
    frame.insert(0, "month", np.repeat(months, places))
    return frame[["month", "community", *OUTCOMES]]


def groups_frame(months: list[int], stack: list[Floats]) -> pd.DataFrame:
    """Grouped outcomes: month, community, by, group, one column per grouped outcome."""
    values = np.stack(stack)
    count, places, width, _ = values.shape
    names = [(by, word) for by, words in GROUPINGS.items() for word in words]
    frame = pd.DataFrame(values.reshape(-1, len(GROUPED)), columns=list(GROUPED))
    community = np.append(np.arange(places - 1), -1)
    frame.insert(0, "group", np.tile([word for _, word in names], count * places))
    frame.insert(0, "by", np.tile([by for by, _ in names], count * places))
    frame.insert(0, "community", np.tile(np.repeat(community, width), count))
    frame.insert(0, "month", np.repeat(months, places * width))
    return frame
