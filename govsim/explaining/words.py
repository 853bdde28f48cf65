"""The words of explanations: `words.toml`, and numbers as sentences show them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from govsim.errors import BadInput

LANGUAGES = ("en", "zh")
type Phrases = dict[str, dict[str, list[str]]]

PRONOUNS = {
    True: {"she": "she", "him": "her", "his": "her", "hers": "hers", "self": "herself"},
    False: {"she": "he", "him": "him", "his": "his", "hers": "his", "self": "himself"},
}


@cache
def phrases() -> Phrases:
    """Tables of `words.toml`."""
    path = files("govsim").joinpath("explaining", "words.toml")
    return tomllib.loads(path.read_text(encoding="utf8"))


class Words:
    """Phrases in one language, about one person; a name without a phrase stands as it is.

    Raises
    ------
    BadInput
        If the language is neither ``"en"`` nor ``"zh"``.
    """

    def __init__(self, lang: str, woman: bool = True) -> None:
        if lang not in LANGUAGES:
            raise BadInput(f"lang = {lang!r}: allowed are en and zh.")
        self.place = LANGUAGES.index(lang)
        self.names = dict(PRONOUNS[woman])
        self.names |= {"She": self.names["she"].capitalize()}
        self.names |= {"她": "她" if woman else "他"}
        self.comma, self.semicolon = (", ", "; ") if lang == "en" else ("，", "；")
        self.stop = " " if lang == "en" else ""

    def say(self, table: str, key: str, **values: object) -> str:
        """A phrase with one form a language."""
        forms = phrases()[table].get(key, [key.replace("_", " ")] * 2)
        return forms[self.place].format_map({**self.names, **values})

    def signed(self, table: str, key: str, value: float, shown: str) -> str:
        """A phrase for a part that pulls up or down, with its size."""
        forms = phrases()[table].get(key, [key] * 4)
        text = forms[2 * self.place + (value < 0)].format_map(self.names)
        return f"{text} {shown}"

    def act(self, act: str, form: int) -> str:
        """An act's name (0), that she did it (1) or did not (2)."""
        forms = phrases()["acts"][act]
        return forms[3 * self.place + form].format_map(self.names)


def signed(value: float, digits: int) -> str:
    """A number with its sign, as +0.61 or −2.50."""
    text = f"{abs(value):.{digits}f}"
    return ("−" if value < 0 and float(text) else "+") + text


def strongest(
    parts: Mapping[str, float], most: int, least: float
) -> tuple[dict[str, float], dict[str, float], float]:
    """The strongest parts up and down, largest first, and the sum of all others."""
    ordered = sorted(parts.items(), key=lambda part: -abs(part[1]))
    up = [part for part in ordered if part[1] >= least][:most]
    down = [part for part in ordered if part[1] <= -least][:most]
    rest = sum(parts.values()) - sum(value for _, value in up + down)
    return dict(up), dict(down), rest
