"""How does a set-up look as a cell's value in a notebook?"""

from dataclasses import replace
from typing import TYPE_CHECKING

from govsim.notebook_page import shown, table
from govsim.policy import LEVERS
from govsim.scenarios.difference import dated_words
from govsim.scenarios.loading import load, scenario_names
from govsim.wording import choice_word, unit_word

if TYPE_CHECKING:
    from govsim.scenarios.scenario import Scenario

WORDS = {
    "en": {
        "place": "{communities} communities, {adults:,} adults, {months} months.",
        "lever_head": "lever|name|set to|as usual|unit",
        "as_usual": "All levers stand as usual: the status quo.",
        "next_scenario": "compare it, with the same people and the same luck: "
        '`govsim.compare(["baseline", {name}])`; save it: `.save(FILE)`.',
    },
    "zh": {
        "place": "{communities} 个社区,{adults:,} 名成年居民,{months} 个月。",
        "lever_head": "政策杠杆|名称|设为|现状|单位",
        "as_usual": "所有杠杆均为现状。",
        "next_scenario": '在同样的居民和同样的随机数下比较:`govsim.compare(["baseline", {name}])`;'
        "保存:`.save(文件)`。",
    },
}


def scenario_html(plan: "Scenario", lang: str) -> str:
    """A set-up: its place, the levers it sets, what is dated."""
    say = WORDS[lang]
    question = plan.question_zh if lang == "zh" and plan.question_zh else plan.question
    place = say["place"].format(
        communities=len(plan.profiles), adults=plan.adults, months=plan.months
    )
    levers = [
        (
            card.chinese if lang == "zh" else card.english,
            f"`{name}`",
            *(_level(word, lang) for word in (plan.levers[name], card.default_word)),
            "" if card.unit == "word" else unit_word(card.unit, lang),
        )
        for name, card in LEVERS.items()
        if name in plan.levers
    ]
    dated = "\n".join(f"- {text}" for text in dated_words(plan, lang))
    return shown(
        f"{plan.label(lang)} (`{plan.name}`)",
        question,
        place,
        table(say["lever_head"].split("|"), levers) if levers else say["as_usual"],
        dated,
        step=say["next_scenario"].format(name=typed_name(plan, "scenario")),
        lang=lang,
    )


def _level(word: object, lang: str) -> str:
    return f"{word:g}" if isinstance(word, float) else choice_word(word, lang)


def typed_name(plan: "Scenario", otherwise: str) -> str:
    """A set-up as one types it: a preset's name in quotes, else a variable's."""
    if plan.name not in scenario_names():
        return otherwise
    same = plan == replace(load(plan.name), months=plan.months)
    return f'"{plan.name}"' if same else otherwise
