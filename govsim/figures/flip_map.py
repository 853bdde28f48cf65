"""Over two levers or contexts, where is which set-up better, and how surely?"""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.colors import ListedColormap, to_rgb
from matplotlib.figure import Figure
from matplotlib.tri import LinearTriInterpolator, Triangulation

from govsim.columns import Floats
from govsim.errors import BadInput
from govsim.figures.style import (
    COLOURS,
    UNSURE,
    look,
    new_figure,
    usable_language,
)
from govsim.figures.words import outcome_card, words, wrapped
from govsim.studies.comparison_table import better_sign
from govsim.studies.flip_map import NEITHER, UNKNOWN, A, B
from govsim.studies.sweeping.points import card
from govsim.vocabulary import CHINESE
from govsim.wording import unit_word

if TYPE_CHECKING:
    from govsim.studies.flip_map import FlipMap

COLOUR = {A: COLOURS[1], B: COLOURS[2], NEITHER: UNSURE, UNKNOWN: UNSURE}
MARK = {A: "^", B: "s", NEITHER: "o", UNKNOWN: "x"}
FINE = 160  # places along an axis at which the shading is worked out


def plot_flip_map(found: "FlipMap", lang: str = "en", ax: Any = None) -> Figure:
    """Points by who is better, shading where that is sure, and the line between.

    Shading shows where the 95 % interval, interpolated between points, leaves out 0;
    marks are hollow where that does not hold with all points looked at together.

    Parameters
    ----------
    found : the map
    ax : axes to draw on; a new figure if not given
    """
    lang = usable_language(lang)
    table = found.table()
    if not len(table):
        raise BadInput("A map needs points at which both set-ups have a figure.")
    with look(lang):
        figure = ax.figure if ax is not None else new_figure(9.0, 6.9, lang)
        axes = ax if ax is not None else figure.subplots()
        places = _places(found, table)
        if found.numeric:
            _shade(axes, found, table, places)
            _line(axes, found)
        _marks(axes, found, table, places, lang)
        _frame(axes, found, table, places, lang)
        handles, labels = axes.get_legend_handles_labels()
        how: dict[str, Any] = {"fontsize": 9.5, "handletextpad": 0.5}
        if ax is None:
            figure.legend(handles, labels, loc="outside lower left", ncols=2, **how)
        else:
            axes.legend(handles, labels, **how)
    return figure


def _words_on(found: "FlipMap", name: str) -> list[str]:
    """The words on an axis, in the order of the card; [] if it has numbers."""
    present = found.table()[name]
    if present.dtype.kind in "fi":
        return []
    listed = card(name)
    order = list(listed.choices) if listed is not None else []
    return [w for w in order if w in set(present)]


def _places(found: "FlipMap", table: pd.DataFrame) -> Floats:
    """Where the points lie, shape (points, 2); words stand at 0, 1, 2 …"""
    columns = []
    for name in found.over:
        on_axis = _words_on(found, name)
        values = table[name].map(on_axis.index) if on_axis else table[name]
        columns.append(values.to_numpy(np.float64))
    return np.stack(columns, axis=1)


def _shade(ax: Any, found: "FlipMap", table: pd.DataFrame, places: Floats) -> None:
    """Colour where the interpolated interval leaves out 0."""
    known = table[["low", "high"]].notna().all(axis=1).to_numpy()
    span = np.ptp(places, axis=0)
    if known.sum() < 3 or not (span > 0).all():
        return
    scaled = (places[known] - places.min(axis=0)) / span
    if np.linalg.matrix_rank(scaled - scaled[0]) < 2:
        return
    mesh = Triangulation(scaled[:, 0], scaled[:, 1])
    x, y = np.meshgrid(*(np.linspace(0.0, 1.0, FINE),) * 2)
    low, high = (
        np.ma.filled(
            LinearTriInterpolator(mesh, table.loc[known, end].to_numpy())(x, y), np.nan
        )
        for end in ("low", "high")
    )
    above, below = (B, A) if better_sign(found.outcome) > 0 else (A, B)
    zone = np.where(np.isnan(low), np.nan, 0.0)
    zone[high < 0] = 1.0
    zone[low > 0] = 2.0
    pale = [_pale(COLOUR[NEITHER], 0.16), _pale(COLOUR[below]), _pale(COLOUR[above])]
    (left, bottom), (right, top) = places.min(axis=0), places.max(axis=0)
    ax.imshow(
        np.ma.masked_invalid(zone),
        cmap=ListedColormap(pale),
        vmin=-0.5,
        vmax=2.5,
        extent=(left, right, bottom, top),
        origin="lower",
        aspect="auto",
        interpolation="nearest",
        zorder=0,
    )


def _pale(colour: str, strength: float = 0.26) -> tuple[float, ...]:
    return tuple(1.0 - strength * (1.0 - part) for part in to_rgb(colour))


def _line(ax: Any, found: "FlipMap") -> None:
    for piece in found.line().itertuples():
        ax.plot(
            [piece.x0, piece.x1],
            [piece.y0, piece.y1],
            color="black",
            lw=2.2,
            solid_capstyle="round",
            zorder=2,
        )


def _marks(
    ax: Any, found: "FlipMap", table: pd.DataFrame, places: Floats, lang: str
) -> None:
    """A mark a point; the legend says how many there are of each."""
    named = _class_words(found, lang)
    size = 62.0 if len(table) <= 100 else 26.0
    for kind in (B, NEITHER, A, UNKNOWN):
        rows = (table["better"] == kind).to_numpy()
        if not rows.any():
            continue
        sure = table["sure_together"].to_numpy()[rows]
        faces = [COLOUR[kind] if s else "white" for s in sure]
        look_of: dict[str, Any] = {"facecolors": faces, "edgecolors": COLOUR[kind]}
        if kind == UNKNOWN:
            look_of = {"color": COLOUR[kind]}
        x, y = places[rows].T
        ax.scatter(
            x, y, marker=MARK[kind], s=size, linewidths=1.4, zorder=3, clip_on=False,
            **look_of,
        )  # fmt: skip
        face = COLOUR[kind] if kind in (A, B) else "none"
        edge: dict[str, Any] = {"facecolors": face, "edgecolors": COLOUR[kind]}
        if kind == UNKNOWN:
            edge = {"color": COLOUR[kind]}
        label = f"{named[kind]} ({rows.sum()})"
        ax.scatter([], [], marker=MARK[kind], s=62.0, label=label, **edge)
    if len(found.line()):
        label = words(
            lang, "neither ahead: here the ranking flips", "不分先后：排序在此翻转"
        )
        ax.plot([], [], color="black", lw=2.2, label=label)


def _class_words(found: "FlipMap", lang: str) -> dict[str, str]:
    first, second = found.titles(lang)
    judged = outcome_card(found.outcome).larger != "neither"
    way = words(lang, "better" if judged else "higher", "更好" if judged else "更高")
    join = words(lang, " ", "")
    return {
        A: f"{first}{join}{way}",
        B: f"{second}{join}{way}",
        NEITHER: words(lang, "not told apart", "无法区分"),
        UNKNOWN: words(lang, "one world: unknown", "仅一个世界：未知"),
    }


def _frame(
    ax: Any, found: "FlipMap", table: pd.DataFrame, places: Floats, lang: str
) -> None:
    """Axes, title, and how to read it."""
    for axis, name, column in zip("xy", found.over, places.T, strict=True):
        on_axis = _words_on(found, name)
        pad = 0.4 if on_axis else 0.04 * (np.ptp(column) or 1.0)
        getattr(ax, f"set_{axis}lim")(column.min() - pad, column.max() + pad)
        if on_axis:
            shown = [words(lang, w, CHINESE.get(w, w)) for w in on_axis]
            getattr(ax, f"set_{axis}ticks")(range(len(on_axis)), shown)
    ax.set_xlabel(_axis(found.over[0], lang) + "\n" + _note(found, table, lang))
    ax.set_ylabel(_axis(found.over[1], lang))
    ax.set_title(_title(found, lang))


def _axis(name: str, lang: str) -> str:
    """Name and unit of a lever or parameter."""
    found = card(name)
    assert found is not None, name
    label = found.chinese if lang == "zh" else found.english
    unit = "" if found.choices else f" [{unit_word(found.unit, lang)}]"
    return wrapped(label[:1].upper() + label[1:] + unit, 76)


def _title(found: "FlipMap", lang: str) -> str:
    """What the map found, never stronger than the intervals."""
    name, (first, second) = outcome_card(found.outcome).label(lang), found.titles(lang)
    count, total = found.counts(), len(found.table())
    head = words(
        lang,
        f"{name[:1].upper()}{name[1:]}: {second} against {first}",
        f"{name}：{second}与{first}相比",
    )
    if found.flips:
        told = words(
            lang,
            f"ahead at {count[B]} of {total} points, behind at {count[A]}",
            f"{total} 个点中领先 {count[B]} 个，落后 {count[A]} 个",
        )
    elif count[A] or count[B]:
        ahead, leader = (second, B) if count[B] else (first, A)
        told = words(
            lang,
            f"{ahead} ahead at {count[leader]} of {total} points, nowhere surely behind",
            f"{total} 个点中 {count[leader]} 个点{ahead}领先，无处确定落后",
        )
    else:
        told = words(lang, "not told apart anywhere", "处处无法区分")
    return f"{wrapped(head, 84)}\n{told}"


def _note(found: "FlipMap", table: pd.DataFrame, lang: str) -> str:
    """How sure the marks are, and what else varies."""
    worlds = int(table["pairs"].max())
    what = ("marks and shading", "标记与底色") if found.numeric else ("marks", "标记")
    text = words(
        lang,
        f"{what[0]}: the 95 % interval over {worlds} paired worlds leaves out 0\n"
        "hollow: not so with all points looked at together (Holm)",
        f"{what[1]}：{worlds} 个配对世界的 95 % 区间不含 0\n"
        "空心：同时考察所有点（Holm 校正）时不成立",
    )
    if found.others:
        cards = [card(name) for name in found.others]
        names = [
            (c.chinese if lang == "zh" else c.english) if c else n
            for c, n in zip(cards, found.others, strict=True)
        ]
        told = words(lang, ", ", "、").join(names[:3]) + (
            " …" if len(names) > 3 else ""
        )
        text += "\n" + words(lang, f"varies as well: {told}", f"同时变动：{told}")
    return text
