"""A report says no more than its intervals show."""

import re
from pathlib import Path

import pytest

import govsim
from govsim.outcomes import HEADLINE, OUTCOMES
from govsim.policy import LEVERS
from govsim.report.handover.words import PAYERS, WORDS
from govsim.studies.statistics import is_small, yardstick
from govsim.wording import CHOICES, bounded, unit_word
from tests.report.made_up import (
    ALIKE,
    CLEAR,
    DUST,
    NULL,
    SEEDS,
    TINY,
    WORSE,
    Interval,
    folder_of,
)

KINDS = {"clear": CLEAR, "null": NULL, "seeds": SEEDS, "tiny": TINY, "dust": DUST,
         "alike": ALIKE, "worse": WORSE}  # fmt: skip


def front(
    path: Path,
    found: dict[str, Interval] | Interval,
    lang: str = "en",
    groups: dict[tuple[str, str], Interval] | None = None,
) -> str:
    """The first pages, in Markdown."""
    folder = folder_of(path / "made", found, groups)
    text = govsim.write_report(folder, format="md", lang=lang).read_text("utf8")
    return text.split("\n## " + WORDS[lang]["appendix"])[0]


def in_short(text: str) -> str:
    """What the box says."""
    return " ".join(line[1:] for line in text.splitlines() if line.startswith(">"))


def findings(text: str) -> dict[str, str]:
    """The finding of every headline outcome, as the table has it."""
    labels = {OUTCOMES[name].english for name in HEADLINE}
    rows = [
        [c.strip() for c in line.strip("| ").split(" | ")] for line in text.splitlines()
    ]
    return {row[0]: row[-1] for row in rows if row[0] in labels}


def test_clear_differences_are_told_as_such(tmp_path: Path) -> None:
    text = front(tmp_path, CLEAR)
    assert "better off than under **Administration-led** on 10 of 10" in in_short(text)
    assert "small" not in in_short(text)
    assert "no difference" not in in_short(text)
    assert set(findings(text).values()) == {"**better**"}


def test_nothing_is_claimed_where_nothing_was_found(tmp_path: Path) -> None:
    text = front(tmp_path, NULL)
    assert "No difference was found on any headline outcome." in in_short(text)
    assert set(findings(text).values()) == {"no difference found"}
    for word in ("better off", "worse off", " gain", " lose"):
        assert word not in text
    assert "No group of age, tenure" in text


def test_what_the_file_says_of_its_own_findings_is_not_taken_over(
    tmp_path: Path,
) -> None:
    """Every made-up row calls itself better; the intervals do not."""
    text = front(tmp_path, {"satisfaction": SEEDS})
    assert "better" not in findings(text)["satisfaction with services"]


def test_sure_in_seeds_but_not_in_assumptions(tmp_path: Path) -> None:
    text = front(tmp_path, {"satisfaction": SEEDS})
    assert findings(text)["satisfaction with services"] == "open: hangs on assumptions"
    assert "Beyond chance but not beyond the assumptions: on satisfaction with" in text
    assert "better off" not in text
    assert text.count("Beyond chance") == 1


def test_sure_but_small_does_not_read_like_large(tmp_path: Path) -> None:
    text = front(tmp_path, {"satisfaction": TINY, "service_quality": CLEAR})
    assert findings(text)["satisfaction with services"] == "better, small"
    assert findings(text)["service quality"] == "**better**"
    assert "satisfaction with services (+0.002, small)" in in_short(text)
    assert "service quality (+0.100)" in in_short(text)
    assert "less than a fifth of the spread" in in_short(text)


def test_what_rounds_to_nought_is_given_a_bound(tmp_path: Path) -> None:
    text = front(tmp_path, {"satisfaction": DUST})
    assert "satisfaction with services (less than 0.001, small)" in in_short(text)
    assert not re.search(r"\de[-−+]\d", text)


def test_alike_is_said_only_where_the_wider_interval_is_narrow(tmp_path: Path) -> None:
    text = front(tmp_path, {"satisfaction": ALIKE})
    assert (
        findings(text)["satisfaction with services"] == "alike: any difference is small"
    )
    assert findings(text)["service quality"] == "no difference found"


def test_mixed_outcomes_name_both_sides(tmp_path: Path) -> None:
    found = {"satisfaction": CLEAR, "service_quality": WORSE, "diversion_share": CLEAR}
    said = in_short(front(tmp_path, found))
    assert "on 2 of 10 headline outcomes: satisfaction with services (+0.100)" in said
    assert "diversion (−0.100)" in said  # less is better
    assert "They are worse off on 1: service quality (−0.100)" in said
    assert "On 7, no difference was found" in said


def test_groups_that_fare_unlike_each_other(tmp_path: Path) -> None:
    groups = {("tenure", "owner"): CLEAR, ("tenure", "migrant"): WORSE,
              ("age", "80+"): SEEDS, ("income", "low"): TINY}  # fmt: skip
    text = front(tmp_path, NULL, groups=groups)
    told = text.split("## For whom")[1].split("\n## ")[0]
    assert "owners (+0.100), lowest income third (+0.002, small) gain" in told
    assert "migrants (−0.100) lose" in told
    assert "Where groups fare unlike each other" in told
    assert "80" not in told  # sure in seeds only


@pytest.mark.parametrize("kind", KINDS)
def test_chinese_reports_are_chinese(tmp_path: Path, kind: str) -> None:
    groups = {("tenure", "owner"): KINDS[kind], ("age", "80+"): TINY}
    text = front(tmp_path, {"satisfaction": KINDS[kind]}, "zh", groups)
    plain = re.sub(r"`[^`]*`|```[\s\S]*?```|!\[.*\)|结果 [0-9a-f]{16}", "", text)
    words = set(re.findall(r"[A-Za-z]{3,}", plain))
    assert words <= {"govsim", "Python", "mesa", "Holm", "docs", "coverage"}, words
    assert not re.search(r"[\u4e00-\u9fff][,;:()]", plain)
    assert "{" not in plain


@pytest.mark.parametrize("kind", KINDS)
def test_chinese_says_as_much_as_english(tmp_path: Path, kind: str) -> None:
    made = {
        lang: front(tmp_path / lang, {"satisfaction": KINDS[kind]}, lang)
        for lang in WORDS
    }
    pairs = (("better off", "更好"), ("worse off", "更差"), ("small)", "幅度小）"),
             ("less than 0.001", "不足 0.001"), ("open: hangs", "未定：取决于"),
             ("alike:", "相当："), ("o difference was found", "未发现差异"))  # fmt: skip
    for english, chinese in pairs:
        said = english in in_short(made["en"]) or english in findings_text(made["en"])
        assert said == (
            chinese in in_short(made["zh"]) or chinese in findings_text(made["zh"])
        )


def findings_text(text: str) -> str:
    """Only the tables."""
    return "\n".join(line for line in text.splitlines() if line.startswith("| "))


# --- what sentences are made of ------------------------------------------------------------


def test_both_languages_have_the_same_sentences_and_gaps() -> None:
    assert WORDS["en"].keys() == WORDS["zh"].keys()
    for key, english in WORDS["en"].items():
        gaps = (set(re.findall(r"{(\w+)}", t)) for t in (english, WORDS["zh"][key]))
        first, second = gaps
        assert first == second, key


def test_every_lever_has_chinese_units_words_and_payers() -> None:
    for card in LEVERS.values():
        for word in card.choices:
            assert re.search("[\u4e00-\u9fff]", CHOICES[word][1])
        if not card.choices:
            assert re.search("[\u4e00-\u9fff]", unit_word(card.unit, "zh")), card.unit
        assert card.payer in PAYERS, card.payer


def test_the_yardstick_by_hand() -> None:
    """A fifth of 0.05 is 0.01; a hundredth of 2 is 0.02: the larger one counts."""
    assert yardstick(0.05, 0.5) == pytest.approx(0.01)
    assert yardstick(0.05, 2.0) == pytest.approx(0.02)
    assert yardstick(float("nan"), -2.0) == pytest.approx(0.02)
    assert is_small(-0.009, 0.05, 0.5)
    assert not is_small(-0.011, 0.05, 0.5)
    assert not is_small(0.0, 0.05, 0.5)


def test_bounds_in_sentences() -> None:
    assert bounded(-0.0003, 0.05) == "less than 0.001"
    assert bounded(-0.0003, 0.05, "zh") == "不足 0.001"
    assert bounded(0.2, 150.0) == "less than 1"
    assert bounded(0.0, 0.05) == "0.000"
    assert bounded(-0.02, 0.05) == "−0.020"
