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
        for word in ("she", "his"):
            self.names[word.capitalize()] = self.names[word].capitalize()
        self.names |= {"她": "她" if woman else "他"}
        self.comma, self.semicolon = (", ", "; ") if lang == "en" else ("，", "；")
        self.stop, self.full_stop = (" ", ".") if lang == "en" else ("", "。")

    def say(self, table: str, key: str, **values: object) -> str:
        """A phrase with one form a language."""
        forms = phrases()[table].get(key, [key.replace("_", " ")] * 2)
        return forms[self.place].format_map({**self.names, **values})

    def own(self, table: str, key: str, of: str) -> str:
        """The key of the phrase said of this act or case only, if there is one."""
        return f"{of}.{key}" if f"{of}.{key}" in phrases()[table] else key

    def part(
        self, table: str, key: str, value: float, fact: str | bool | None, act: str = ""
    ) -> str:
        """A phrase for a part that pulls up or down; `fact` says what was the case.

        A word chooses the entry, True or False the first or second phrase of it.
        """
        down = not fact if isinstance(fact, bool) else value < 0
        if isinstance(fact, str):
            key = f"{key}.{fact}"
        elif act:
            key = self.own(table, key, act)
        forms = phrases()[table].get(key, [key.replace("_", " ")] * 4)
        return forms[2 * self.place + down].format_map(self.names)

    def door(self, act: str, form: int, door: str) -> str:
        """How far an act could be done: as a reason (0), a number (1), not at all (2)."""
        forms = phrases()["doors"][act]
        return forms[3 * self.place + form].format_map({**self.names, "door": door})

    def percent(self, share: float) -> str:
        """A share as 44%, 4.2% or 0.05%; none is rounded to all or to nothing."""
        if share <= 0.0 or share >= 1.0:
            return "0%" if share <= 0.0 else "100%"
        if share < 0.0001:
            return self.say("resident", "under", share="0.01%")
        if share > 0.999:
            return self.say("resident", "over", share="99.9%")
        digits = 2 if share < 0.001 else 1 if share < 0.0995 or share > 0.995 else 0
        return f"{share:.{digits}%}"

    def place_named(self, kind: str, name: str) -> str:
        """A community: its kind, and its name if that says more."""
        kind_told = self.say("kinds", kind)
        if name.replace("-", "_") == kind:
            return kind_told
        return self.say("resident", "place", kind=kind_told, name=name)

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
