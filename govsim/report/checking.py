"""What does the checker say of a sound scenario file?"""

from pathlib import Path

from govsim.scenarios import Scenario, advice, fit_lines, load, notes
from govsim.studies.power import ask_words

WORDS = {
    "en": {
        "sound": "{file} is in order: {places}, {adults:,} adults, {months} months, "
        "{levers}, {changes}, {shocks}.",
        "notes": "What the file leaves open",
        "advice": "Please look again (none of this stops a run)",
        "ask": "How many worlds your question takes",
    },
    "zh": {
        "sound": "{file} 没有问题:{places}、{adults:,} 名成年居民、{months} 个月、"
        "{levers}、{changes}、{shocks}。",
        "notes": "文件没有写明的",
        "advice": "请再看一眼(都不妨碍运行)",
        "ask": "您的问题需要多少个随机世界",
    },
}


def check_lines(file: str | Path, lang: str = "en") -> list[str]:
    """That the file is in order, what it leaves open, how margins are met, warnings.

    Raises
    ------
    BadInput
        With all faults of the file at once.
    """
    plan = load(file)
    lines = [_sound(str(file), plan, lang)]
    parts = (
        ("notes", notes(file, lang)),
        ("advice", advice(file, lang)),
        ("ask", ask_words(plan, lang)),
    )
    fit = fit_lines(plan, lang)
    lines += ["", *fit] if fit else []
    for key, sentences in parts:
        if sentences:
            lines += ["", WORDS[lang][key], *(f"  {text}" for text in sentences)]
    return lines


def _sound(file: str, plan: Scenario, lang: str) -> str:
    """One line on what the file holds."""
    counts = {
        "places": (len(plan.profiles), "community", "communities", "个社区"),
        "levers": (len(plan.levers), "lever set", "levers set", "个政策杠杆"),
        "changes": (len(plan.changes), "change", "changes", "次变更"),
        "shocks": (len(plan.shocks), "shock", "shocks", "次冲击"),
    }
    told = {
        key: f"{count} {zh if lang == 'zh' else one if count == 1 else many}"
        for key, (count, one, many, zh) in counts.items()
    }
    return WORDS[lang]["sound"].format(
        file=file, adults=plan.adults, months=plan.months, **told
    )
