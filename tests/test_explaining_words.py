"""What residents and committees say is true, in plain words, largest reasons first."""

import re

import numpy as np
import pytest

import govsim
from govsim.errors import BadInput
from govsim.explaining import committee_words, committees, residents
from govsim.explaining.choice_words import acts_told
from govsim.explaining.looks import LOOKS
from govsim.explaining.moves import EVEN
from govsim.explaining.replay import inside
from govsim.explaining.residents import Choice
from govsim.explaining.words import Words
from govsim.model import GovernanceModel
from govsim.scenarios import load
from govsim.vocabulary import ACTIONS, INSTITUTIONS
from tests.conftest import opening_of, small

COMMITTEE = INSTITUTIONS.index("committee")
ROWS = range(0, 800, 23)


def ran(name: str, months: int, **changes: object) -> GovernanceModel:
    """A small model of a scenario after some months."""
    plan = small(load(name))
    opening = opening_of(plan, 5, changes.get("parameters"))  # type: ignore[arg-type]
    made = GovernanceModel(plan, months=months, rng=5, opening=opening, **changes)  # type: ignore[arg-type]
    made.run_for(months)
    return made


@pytest.fixture(scope="module")
def governing() -> GovernanceModel:
    return ran("self-governing", 30)


@pytest.fixture(scope="module")
def epidemic() -> GovernanceModel:
    return ran("emergency-commanded", 26)


def stayed(model: GovernanceModel) -> np.ndarray:
    """Who lived here all month."""
    slots = inside(model, {"start": LOOKS["start"]})["start"]["slot"]
    return np.asarray(model.world.residents.slot == slots)


def line_of(text: str, begins: str) -> str:
    """The line of a text that begins so."""
    return next(x for x in text.splitlines() if x.strip().startswith(begins))


def choice(**changes: object) -> Choice:
    """A resident who was asked to a meeting with room for all, and did not come."""
    usual: dict[str, object] = {
        "act": "deliberate",
        "terms": {"base": -2.5, "lean": 0.4, "habit": 0.3},
        "called": 1.0,
        "door": 1.0,
        "drawn": 0.9,
        "did": False,
        "way_in": "deliberate",
        "unasked": 0.05,
    }
    return Choice(**{**usual, **changes})  # type: ignore[arg-type]


# --- whether she took part ----------------------------------------------------------------


def test_the_largest_reason_comes_first_whatever_kind_it_is() -> None:
    say = Words("en")
    head = acts_told(choice(called=0.05, door=0.5), say).splitlines()[0]
    asked, most, room = (
        head.index(words) for words in ("nobody asked her", "most people", "too few")
    )
    assert asked < most < room  # ln 20 = 3.0, then 2.5, then ln 2 = 0.7
    head = acts_told(choice(called=0.05, door=0.01), say).splitlines()[0]
    assert head.index("too few places") < head.index("nobody asked her")
    head = acts_told(choice(did=True, drawn=0.01), say).splitlines()[0]
    assert head.index("she was asked") < head.index("in her nature")
    assert "most people" not in head


def test_a_month_against_the_odds_says_so() -> None:
    say = Words("en")
    came = acts_told(choice(did=True, drawn=0.01), say)  # logit −1.8: 14 %
    assert "she came, though the chance was only 14%" in came
    likely = choice(terms={"base": -2.5, "lean": 3.5})  # logit 1: 73 %
    assert "did not come, though the chance was 73%" in acts_told(likely, say)
    assert "though" not in acts_told(choice(), say)


def test_a_shut_door_is_the_only_reason_told() -> None:
    for lang, words in (("en", "there was no meeting"), ("zh", "没有她能参加的会")):
        text = acts_told(choice(door=0.0), Words(lang))
        assert words in text
        assert not re.search(r"[+−]\d", text)
    text = acts_told(choice(act="owners_vote", called=0.0), Words("en"))
    assert text == (
        "Owners' meeting: she stayed away, because only owners are called to it."
    )


def test_trust_is_named_by_what_it_is_where_it_keeps_people_away() -> None:
    """`trust_act` may have either sign; who trusts little must not be said to trust."""
    parameters = {"trust_act": -0.5}
    model = ran("baseline", 3, parameters=parameters)
    trust = model.world.residents.trust[COMMITTEE]
    rows = np.flatnonzero(stayed(model) & (trust < 0.4))[:10]
    assert rows.size == 10
    for row in rows.tolist():
        text = govsim.explain_resident(model, row)
        assert "trusts the committee little +" in text  # for a meeting
        assert "trusts the committee little −" in text  # against inspecting
        assert not re.search(r"trusts the committee [+−]", text)


def test_restricted_gatherings_are_the_reason_in_an_epidemic(
    epidemic: GovernanceModel,
) -> None:
    assert (epidemic.world.conditions.gatherings < 1.0).all()
    for row in np.flatnonzero(stayed(epidemic))[:5].tolist():
        text = govsim.explain_resident(epidemic, row)
        assert "gatherings being restricted, meetings had room for" in text
        assert "聚集受限" in govsim.explain_resident(epidemic, row, "zh")


def test_a_door_online_is_called_so(governing: GovernanceModel) -> None:
    o, r = governing.world.offers, governing.world.residents
    found = set()
    for row in np.flatnonzero(stayed(governing))[::19].tolist():
        meeting = next(
            c
            for c in residents.month_of(governing, row).choices
            if c.act == "deliberate"
        )
        place = r.community[row]
        wider = o.online[place] * r.digital[row] > o.meetings[place]
        found.add(bool(wider))
        assert meeting.way_in == ("deliberate.online" if wider else "deliberate")
    assert found


def test_who_holds_a_seat_is_not_said_to_take_part_in_nothing(
    governing: GovernanceModel,
) -> None:
    r = governing.world.residents
    quiet = stayed(governing) & r.seat & ~r.acts.any(axis=0)
    row = int(np.flatnonzero(quiet)[0])
    assert "in nothing beyond" in govsim.explain_resident(governing, row)
    assert "除担任职务外" in govsim.explain_resident(governing, row, "zh")


def test_the_first_line_names_all_she_took_part_in(governing: GovernanceModel) -> None:
    r = governing.world.residents
    busy = np.flatnonzero(stayed(governing) & (r.acts.sum(axis=0) >= 2))
    assert busy.size
    for row in busy[:5].tolist():
        first = govsim.explain_resident(governing, row, "zh").splitlines()[1]
        for place, act in enumerate(ACTIONS):
            assert (Words("zh").act(act, 0) in first) == r.acts[place, row]


def test_a_gift_is_told_of_those_asked_only(governing: GovernanceModel) -> None:
    r = governing.world.residents
    givers = np.flatnonzero(stayed(governing) & (r.gift > 0.1))[:3].tolist()
    assert givers
    for row in givers:
        told = line_of(govsim.explain_resident(governing, row), "Gifts")
        assert f"was asked for one and gave {r.gift[row]:,.1f} yuan" in told
    quiet = [x for x in ROWS if not residents.month_of(governing, x).gift.get("asked")]
    assert all(r.gift[x] == 0.0 for x in quiet)


def test_without_asking_nobody_is_said_to_pass_it_on() -> None:
    model = ran("baseline", 2, without=["participation.be_asked"])
    for row in np.flatnonzero(stayed(model))[:40:5].tolist():
        text = govsim.explain_resident(model, row)
        assert "does not change in this run" in text
        assert "chance of being asked" not in text


# --- why trust moved ----------------------------------------------------------------------


def test_parts_of_trust_by_hand(governing: GovernanceModel) -> None:
    """eq. 16.3: rate · weight · (value + lean − trust), the rate by whether it rises."""
    seen = inside(governing, {"trust.update": LOOKS["trust.update"]})["trust.update"]
    a, checked = governing.parameters, 0
    for row in np.flatnonzero(stayed(governing))[::37].tolist():
        change = residents.month_of(governing, row).changes[COMMITTEE]
        met = {
            k: (0.0 if v is None else float(v[row]), float(g[row]))
            for k, (v, g) in seen["met"]["committee"].items()
        }
        total = sum(weight for _, weight in met.values())
        old, lean = change.before, float(seen["lean"][COMMITTEE][row])
        mean = sum(value * weight for value, weight in met.values()) / total
        up = a.trust_up if mean + lean > old else a.trust_up * a.trust_ratio
        rate = min(up * min(total, 2.0), 1.0)
        for key, (value, weight) in met.items():
            by_hand = rate * weight / total * (value + lean - old)
            assert change.parts.get(key, 0.0) == pytest.approx(by_hand, abs=1e-6)
            checked += 1
    assert checked > 50


def test_her_nature_is_no_reason_for_a_change_of_trust(
    governing: GovernanceModel,
) -> None:
    """It is the same every month: it sets the level and moves nothing."""
    for row in ROWS:
        for line in govsim.explain_resident(governing, row).splitlines():
            assert "Trust in" not in line or "nature" not in line


def test_needs_are_said_to_be_served_as_they_were(epidemic: GovernanceModel) -> None:
    """Better or worse is what the column says, not whether trust rose or fell."""
    served = epidemic.world.residents.own_served
    names = {"better": "served better than", "worse": "served worse than"}
    found = set()
    for row in np.flatnonzero(stayed(epidemic))[::7].tolist():
        text = govsim.explain_resident(epidemic, row)
        was = "better" if served[row] > EVEN else "worse" if served[row] < -EVEN else ""
        for fact, words in names.items():
            if words in text:
                assert fact == was, (row, served[row])
                found.add((fact, "would suggest" in text.split(words)[1][:60]))
    assert {fact for fact, _ in found} == {"better", "worse"}
    assert any(turned for _, turned in found)


def test_replies_are_told_as_they_were(epidemic: GovernanceModel) -> None:
    r = epidemic.world.residents
    complained = inside(
        epidemic, {"trust.update": lambda w, _: w.residents.complained.copy()}
    )
    heard = stayed(epidemic) & complained["trust.update"]
    words = {1.0: "was settled", 0.0: "answered", -1.0: "got no answer"}
    seen = set()
    for row in np.flatnonzero(heard)[:12].tolist():
        text = govsim.explain_resident(epidemic, row)
        if "last month's complaint" in text:
            seen.add(float(r.answered[row]))
            assert words[float(r.answered[row])] in text
    assert -1.0 in seen


def test_a_change_too_small_to_show_is_not_said_to_be_one(
    governing: GovernanceModel,
) -> None:
    for row in ROWS:
        for lang in ("en", "zh"):
            text = govsim.explain_resident(governing, row, lang)
            for line in text.splitlines():
                assert "by 0.000" not in line
                assert "升 0.000" not in line
                assert "降 0.000" not in line


# --- the committee ------------------------------------------------------------------------


def test_nothing_of_size_nought_is_named(
    governing: GovernanceModel, epidemic: GovernanceModel
) -> None:
    for model in (governing, epidemic):
        texts = [govsim.explain_resident(model, row) for row in ROWS]
        texts += [govsim.explain_committee(model, place) for place in range(4)]
        for text in texts:
            assert not re.search(r"[+−]0\.0+(?!\d)", text)
            assert not re.search(r"(?<![\d.,])0 (yuan|hours|\(\d)", text)
            assert "  \n" not in text


def test_hours_of_a_committee_are_told_largest_first(
    governing: GovernanceModel,
) -> None:
    line = line_of(govsim.explain_committee(governing, 0), "Hours went to")
    hours = [int(x) for x in re.findall(r" (\d+) \(", line)]
    assert len(hours) >= 4
    assert hours == sorted(hours, reverse=True)


def test_claims_a_station_took_over_are_told() -> None:
    """They are not among the hours that went to claims (eq. 2.7)."""
    model = ran("separate-station", 3)
    month = committees.month_of(model, 0)
    claimed = sum(month.claims.values())
    assert 0.0 < month.station_claims < claimed
    assert month.claims_met == pytest.approx(1.0)
    given = month.uses["overhead"] - month.office
    assert given == pytest.approx(claimed - month.station_claims, abs=1e-3)
    told = f"a work station took over {month.station_claims:,.0f} of this"
    assert told in govsim.explain_committee(model, 0)


def test_hours_that_idle_for_want_of_work_are_told_so(
    governing: GovernanceModel,
) -> None:
    found = set()
    for place in range(4):
        month = committees.month_of(governing, place)
        left = sum(month.uses.values()) - month.uses["overhead"]
        spare = month.uses["idle"] - (1.0 - month.effort) * left > 0.5
        found.add(bool(spare))
        assert ("not enough work" in committee_words.told(month, "en")) == spare
    assert found == {True, False}


def test_a_voice_that_counts_for_nothing_is_not_told() -> None:
    model = ran("administration-led", 3)
    text = govsim.explain_committee(model, 0)
    assert "have a say of" not in text
    assert "joint council" not in text


# --- words ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "english", "chinese"),
    [
        (0.0, "0%", "0%"),
        (0.00004, "under 0.01%", "0.01% 以下"),
        (0.00052, "0.05%", "0.05%"),
        (0.0042, "0.4%", "0.4%"),
        (0.0996, "10%", "10%"),
        (0.437, "44%", "44%"),
        (0.9972, "99.7%", "99.7%"),
        (0.9997, "over 99.9%", "99.9% 以上"),
        (1.0, "100%", "100%"),
    ],
)
def test_shares_are_rounded_sensibly(share: float, english: str, chinese: str) -> None:
    assert Words("en").percent(share) == english
    assert Words("zh").percent(share) == chinese


def test_a_place_is_named_once_and_in_her_language(governing: GovernanceModel) -> None:
    assert Words("en").place_named("old", "old") == "old neighbourhood"
    assert Words("zh").place_named("work_unit", "work-unit") == "单位小区"
    assert (
        Words("en").place_named("old", "Riverside") == "old neighbourhood “Riverside”"
    )
    assert "单位小区居民委员会" in govsim.explain_committee(governing, 1, "zh")


def test_chinese_texts_hold_no_english(
    governing: GovernanceModel, epidemic: GovernanceModel
) -> None:
    for model in (governing, epidemic):
        texts = [govsim.explain_resident(model, row, "zh") for row in ROWS]
        texts += [govsim.explain_committee(model, place, "zh") for place in range(4)]
        for text in texts:
            assert not re.search(r"[A-Za-z_]", text), re.search(r".*[A-Za-z_].*", text)


def test_a_month_that_cannot_be_repeated_is_refused_in_words(
    governing: GovernanceModel,
) -> None:
    with pytest.raises(BadInput, match="give a row from 0 to 799"):
        govsim.explain_resident(governing, 800)
