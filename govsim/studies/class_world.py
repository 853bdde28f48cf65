"""How large a place does a study of many runs look at, and what is said of it?"""

from dataclasses import replace

from govsim.scenarios import Scenario

CLASS_ADULTS = 1500
"""Adults of a community in the class page's world, that of the law of 1989."""


def sized(plan: Scenario, full_world: bool) -> Scenario:
    """The scenario in the class-size world, or in the full one.

    The class-size world holds each community to 1,500 adults; outcomes are per head, so
    a smaller place moves more by chance, not elsewhere. People given by table stay. The
    full world leaves a place as it is described; the shipped default world, which is of
    class size, becomes the realistic one of 15 × 6,500.
    """
    if full_world:
        return plan.replace(world="realistic") if plan.world == "default" else plan
    small = tuple(
        replace(profile, adults=min(profile.adults, CLASS_ADULTS))
        if table is None
        else profile
        for profile, table in zip(plan.profiles, plan.people, strict=True)
    )
    if small == plan.profiles:
        return plan
    return plan.replace(profiles=small, people=plan.people)


def place_words(plan: Scenario, full_world: bool, lang: str = "en") -> str:
    """How large the place is, and whether it was made smaller, as one sentence."""
    count, adults = len(plan.profiles), plan.adults
    if lang == "zh":
        size = f"{count} 个社区、{adults:,} 名成年居民"
        return f"完整规模:{size}。" if full_world else (
            f"课堂规模的世界:{size}(每个社区至多 {CLASS_ADULTS:,} 人;"
            "完整规模请加 --full-world)。"
        )  # fmt: skip
    size = f"{count} communit{'y' if count == 1 else 'ies'}, {adults:,} adults"
    return f"Full-size world: {size}." if full_world else (
        f"Class-size world: {size} (at most {CLASS_ADULTS:,} a community; "
        "--full-world for the full size)."
    )  # fmt: skip
