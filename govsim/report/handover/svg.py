"""How does a chart's SVG become part of a page, with nothing in it that acts or asks?"""

import re
from html import escape
from xml.etree import ElementTree

from govsim.errors import BadInput

ALLOWED = frozenset(
    ("svg", "g", "path", "use", "defs", "clipPath", "rect", "line", "polyline",
     "polygon", "circle", "ellipse", "text", "tspan", "image", "pattern",
     "linearGradient", "stop")
)  # fmt: skip
ATTRIBUTES = frozenset(
    ("d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "width",
     "height", "transform", "points", "clip-path", "fill", "stroke", "stroke-width",
     "opacity", "fill-opacity", "stroke-opacity", "clip-rule", "fill-rule", "offset",
     "patternUnits", "gradientUnits", "preserveAspectRatio", "style", "id", "href")
)  # fmt: skip
_REF = re.compile(r"url\(\s*#([^)\s]+)\s*\)")
_PICTURE = re.compile(r"data:image/png;base64,[A-Za-z0-9+/=\s]+\Z")
DECIMALS = re.compile(r"(\d+\.\d{2})\d+")  # a hundredth of a point is enough


def inline_svg(text: str, prefix: str, title: str, about: str) -> str:
    """The chart as an element of a page; ids are its own, nothing refers outside.

    Raises
    ------
    BadInput
        If the text is no SVG.
    """
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise BadInput(f"a chart of the folder is no SVG file: {error}.") from None
    if _local(root.tag) != "svg":
        raise BadInput("a chart of the folder is no SVG file.")
    box = (
        root.get("viewBox") or f"0 0 {_length(root, 'width')} {_length(root, 'height')}"
    )
    body = "".join(_element(child, prefix) for child in root)
    return (
        f'<svg viewBox="{escape(box)}" role="img" aria-labelledby="{prefix}-t {prefix}-d" '
        'style="stroke-linejoin:round;stroke-linecap:butt">'
        f'<title id="{prefix}-t">{escape(title)}</title>'
        f'<desc id="{prefix}-d">{escape(about)}</desc>{body}</svg>'
    )


def _length(root: ElementTree.Element, name: str) -> str:
    return re.sub(r"[^0-9.]", "", root.get(name, "")) or "100"


def _local(name: object) -> str:
    return str(name).rsplit("}", maxsplit=1)[-1]


def _element(element: ElementTree.Element, prefix: str) -> str:
    """An element and all in it, if it is one that only shows something."""
    name = _local(element.tag)
    if name not in ALLOWED or not isinstance(element.tag, str):
        return ""
    given = "".join(
        f' {key}="{escape(value)}"' for key, value in _attributes(element, prefix)
    )
    body = escape(element.text or "", quote=False) if name in ("text", "tspan") else ""
    body += "".join(_element(child, prefix) for child in element)
    return f"<{name}{given}>{body}</{name}>"


def _attributes(element: ElementTree.Element, prefix: str) -> list[tuple[str, str]]:
    """Attributes that only show something; ids and what refers to them get the prefix."""
    made = []
    for full, given in element.attrib.items():
        key, value = _local(full), given
        if key not in ATTRIBUTES:
            continue
        if key in ("d", "points"):
            value = DECIMALS.sub(r"\1", given)
        if key == "id":
            value = f"{prefix}-{given}"
        elif key == "href":
            if given.startswith("#"):
                value = f"#{prefix}-{given[1:]}"
            elif _PICTURE.match(given):
                value = given
            else:
                continue
        elif "url" in given.lower():
            if len(_REF.findall(given)) != given.lower().count("url"):
                continue
            value = _REF.sub(rf"url(#{prefix}-\1)", given)
        made.append((key, value))
    return made
