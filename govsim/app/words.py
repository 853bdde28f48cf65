"""What does the page call things, in both languages?"""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from govsim.app.bands import NODES
from govsim.app.runs import BY, CHARTED, LARGEST_SEED, MONTHS
from govsim.outcomes import GROUPED, HEADLINE, OUTCOMES
from govsim.policy import LEVERS
from govsim.scenarios import load, scenario_names
from govsim.studies.windows import WINDOW
from govsim.vocabulary import CHINESE, GROUPINGS


@lru_cache(maxsize=1)
def page_words() -> dict[str, Any]:
    """`words.toml`: the page's own words, and Chinese help for the levers it shows."""
    text = files("govsim.app").joinpath("words.toml").read_text(encoding="utf8")
    return tomllib.loads(text)


def lever(name: str) -> dict[str, Any]:
    """A lever as the page needs it: the card, and its help in Chinese."""
    card, own = LEVERS[name], page_words()["levers"].get(name, {})
    yuan = "yuan" in card.unit
    return {
        "id": name,
        "english": card.english,
        "chinese": card.chinese,
        "about": card.about,
        "good": card.good,
        "bad": card.bad,
        "unit": card.unit,
        "low": card.low,
        "high": card.high,
        "reach": own.get("reach", card.high),  # as far as the page's slider goes
        "step": 2.0 if yuan else 0.05,
        "choices": list(card.choices),
        "group": card.group,
        "default": card.default_word,
        "zh": {key: own[key] for key in ("about", "good", "bad", "unit") if key in own},
        "choices_zh": own.get("choices", []),
    }


def presets() -> list[dict[str, Any]]:
    """The presets whose levers hold for the whole run, with all they set."""
    plans = [load(name) for name in scenario_names()]
    return [
        {
            "id": plan.name,
            "title": plan.title,
            "title_zh": plan.title_zh or plan.title,
            "levers": dict(plan.levers),
        }
        for plan in plans
        if plan.status == "preset" and not plan.changes and not plan.shocks
    ]


def outcome(name: str) -> dict[str, Any]:
    """An outcome's names, unit and better direction (empty if there is none)."""
    card = OUTCOMES[name]
    return {
        "id": name,
        "english": card.english,
        "chinese": card.chinese,
        "unit": card.unit,
        "unit_zh": page_words()["units"].get(card.unit, card.unit),
        "about": card.about,
        "about_zh": page_words()["outcomes"].get(name, ""),
        "better": HEADLINE.get(
            name, {"better": "higher", "worse": "lower"}.get(card.larger, "")
        ),
    }


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, Any]:
    """Everything `GET /vocabulary` answers."""
    own = page_words()
    groups = [
        {
            "id": word,
            "by": by,
            "english": own["groups"].get(word, [word])[0],
            "chinese": own["groups"].get(word, ["", CHINESE.get(word, word)])[1],
        }
        for by in BY
        for word in GROUPINGS[by]
    ]
    return {
        "lever_groups": own["lever_groups"],
        "levers": [lever(n) for group in own["lever_groups"] for n in group["levers"]],
        "all_levers": [
            {
                "id": n,
                "english": c.english,
                "chinese": c.chinese,
                "default": c.default_word,
            }
            for n, c in LEVERS.items()
        ],
        "presets": presets(),
        "outcomes": [outcome(name) for name in HEADLINE],
        "charted": list(CHARTED),
        "grouped": [outcome(name) for name in GROUPED],
        "groups": groups,
        "nodes": list(NODES),
        "accounts": own["accounts"],
        "purposes": own["purposes"],
        "words": own["words"],
        "months": MONTHS,
        "window": WINDOW,
        "largest_seed": LARGEST_SEED,
    }
