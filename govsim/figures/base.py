"""What do all charts share: colours, dashes, a font that has the characters, files?"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.figure import Figure

COLOURS = ("#4d4d4d", "#d55e00", "#0072b2", "#009e73", "#cc79a7", "#8a6d00")
DASHES: tuple[Any, ...] = (
    (0, (6, 2)),
    "-",
    (0, (1, 1.4)),
    "-.",
    (0, (3, 1, 1, 1)),
    ":",
)
GAIN, LOSS, UNSURE = "#0072b2", "#d55e00", "#8c8c8c"
CJK_FONTS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN",
    "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei", "Droid Sans Fallback", "SimHei", "Arial Unicode MS",
)  # fmt: skip


@cache
def chinese_font() -> str | None:
    """Name of a font with Chinese characters: the system's, else a font package's."""
    known = {entry.name for entry in font_manager.fontManager.ttflist}
    for name in CJK_FONTS:
        if name in known:
            return name
    package = find_spec("zhplot")
    if package is None or package.origin is None:
        return None
    for path in sorted(Path(package.origin).parent.rglob("*.[to]t[fc]")):
        font_manager.fontManager.addfont(path)
        return font_manager.FontProperties(fname=path).get_name()
    return None


@cache
def _warn_once() -> None:
    warnings.warn(
        "No font with Chinese characters was found; charts are labelled in English. "
        'Mend it with: pip install "govsim[zh]"',
        UserWarning,
        stacklevel=4,
    )


def usable_language(lang: str) -> str:
    """`lang`, or English (with one warning) if no font can show Chinese."""
    if lang == "zh" and chinese_font() is None:
        _warn_once()
        return "en"
    return lang


@contextmanager
def look(lang: str) -> Iterator[None]:
    """Settings of all charts, for the time of drawing."""
    fonts = ["DejaVu Sans"]
    if lang == "zh":
        fonts.append(str(chinese_font()))
    title = "normal" if lang == "zh" else "bold"  # few Chinese fonts have a bold
    settings: Any = {
        "font.family": fonts, "font.size": 11, "axes.spines.top": False,
        "axes.spines.right": False, "axes.titlesize": 12, "axes.titleweight": title,
        "axes.titlelocation": "left", "figure.dpi": 100, "svg.hashsalt": "govsim",
        "axes.grid": False, "legend.frameon": False, "svg.fonttype": "path",
    }  # fmt: skip
    with mpl.rc_context(settings):
        yield


def save(figure: Figure, folder: Path, name: str) -> list[Path]:
    """Write PNG and SVG whose bytes depend on the chart only."""
    paths = [folder / f"{name}.png", folder / f"{name}.svg"]
    with mpl.rc_context({"svg.hashsalt": "govsim", "svg.fonttype": "path"}):
        figure.savefig(
            paths[0], dpi=150, metadata={"Software": None}, bbox_inches="tight"
        )
        figure.savefig(
            paths[1], metadata={"Date": None, "Creator": None}, bbox_inches="tight"
        )
    return paths


class Chart(Figure):
    """A figure that needs no window and that notebooks show when it is a cell's value."""

    def _repr_png_(self) -> bytes:
        picture = io.BytesIO()
        self.savefig(picture, format="png", dpi=100, bbox_inches="tight")
        return picture.getvalue()


def new_figure(width: float, height: float) -> Chart:
    """A figure of this size [inches]; its own canvas draws it, not pyplot's."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    figure = Chart(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def words(lang: str, english: str, chinese: str) -> str:
    """One of two texts."""
    return chinese if lang == "zh" else english
