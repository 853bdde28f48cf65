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
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from govsim.errors import BadInput

# Okabe–Ito, without its sky blue and yellow, which are too pale on white
COLOURS = ("#4d4d4d", "#d55e00", "#0072b2", "#009e73", "#cc79a7", "#8a6d00")
DASHES: tuple[Any, ...] = (
    (0, (6, 2)),
    "-",
    (0, (1, 1.4)),
    "-.",
    (0, (3, 1, 1, 1)),
    ":",
)
MARKERS = ("o", "s", "^", "D", "v", "<")
GAIN, LOSS, UNSURE, NEUTRAL = "#0072b2", "#d55e00", "#8c8c8c", "#4d4d4d"
QUIET = "#666666"  # notes and units

SIMPLIFIED = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN",
    "PingFang SC", "Hiragino Sans GB", "Heiti SC", "Microsoft YaHei",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Droid Sans Fallback", "SimHei",
    "Arial Unicode MS",
)  # fmt: skip
OTHER_FORMS = ("Noto Sans CJK JP", "Noto Sans CJK TC", "Source Han Sans")
"""Fonts that have the characters in the forms of other places: better than none."""


@cache
def chinese_font() -> str | None:
    """Name of a font with Chinese characters: the system's, else a font package's."""
    known = {
        entry.name
        for entry in font_manager.fontManager.ttflist
        if Path(entry.fname).exists()
    }
    for name in SIMPLIFIED:
        if name in known:
            return name
    return packaged_font() or next((n for n in OTHER_FORMS if n in known), None)


def packaged_font() -> str | None:
    """Name of the font in the package `zhplot`, made known to matplotlib; or None.

    The package's files are found without running any of its code.
    """
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
    """`lang`, or English (with one warning) if no font can show Chinese.

    Raises
    ------
    BadInput
        If `lang` is neither ``"en"`` nor ``"zh"``.
    """
    if lang not in ("en", "zh"):
        raise BadInput(f"lang = {lang!r}: allowed are 'en' and 'zh'.")
    if lang == "zh" and chinese_font() is None:
        _warn_once()
        return "en"
    return lang


def settings(lang: str) -> Any:
    """Matplotlib settings of all charts."""
    chinese = [str(chinese_font())] if lang == "zh" else []
    return {
        # by glyph: Latin letters and the minus sign from the first, the rest from the next
        "font.family": ["DejaVu Sans", *chinese],
        "font.size": 11,
        "axes.unicode_minus": True,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.titlesize": 12,
        "axes.titleweight": "normal" if lang == "zh" else "bold",  # few have a bold
        "axes.titlelocation": "left",
        "axes.grid": False,
        "figure.dpi": 100,
        "legend.frameon": False,
    }


@contextmanager
def look(lang: str) -> Iterator[None]:
    """Settings of all charts, for the time of drawing."""
    with mpl.rc_context(settings(lang)):
        yield


class Chart(Figure):
    """A figure that needs no window and that notebooks show when it is a cell's value."""

    lang = "en"

    def draw(self, renderer: Any) -> None:
        """Draw with our settings, whatever the caller's are by now."""
        with look(self.lang):
            super().draw(renderer)

    def savefig(self, fname: Any, **how: Any) -> None:
        """Write with our settings: sizes in words are measured again when trimming."""
        with look(self.lang):
            super().savefig(fname, **how)

    def _repr_png_(self) -> bytes:
        picture = io.BytesIO()
        self.savefig(picture, format="png", dpi=100, bbox_inches="tight")
        return picture.getvalue()


def new_figure(width: float, height: float, lang: str = "en") -> Chart:
    """A figure of this size [inches]; its own canvas draws it, not pyplot's."""
    figure = Chart(figsize=(width, height), layout="constrained")
    figure.lang = lang
    FigureCanvasAgg(figure)
    return figure


def save(figure: Figure, folder: Path, name: str) -> list[Path]:
    """Write PNG (150 dpi) and SVG whose bytes depend on the chart only."""
    paths = [folder / f"{name}.png", folder / f"{name}.svg"]
    folder.mkdir(parents=True, exist_ok=True)
    fixed: Any = {"svg.hashsalt": "govsim", "svg.fonttype": "path"}
    nothing: tuple[dict[str, Any], ...] = (
        {"Software": None},
        {"Date": None, "Creator": None},
    )
    with mpl.rc_context(fixed):
        for path, metadata in zip(paths, nothing, strict=True):
            figure.savefig(path, dpi=150, metadata=metadata, bbox_inches="tight")
    return paths
