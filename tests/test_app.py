"""Does the class page's server answer rightly, in sentences, and only once?"""

import json
import re
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from typing import Any

import pytest
from starlette.testclient import TestClient

from govsim.app import _listen, create_app, runs
from govsim.app.bands import ENDS, NODES, PURSES
from govsim.app.remembering import Remembered
from govsim.app.server import SCRIPTS
from govsim.app.words import page_words, vocabulary
from govsim.errors import BadInput
from govsim.model import GovernanceModel
from govsim.outcomes import HEADLINE
from govsim.policy import LEVERS
from govsim.scenarios import Scenario, load
from govsim.vocabulary import GROUPINGS

PAGE_LEVERS = {
    "task_transfer", "money_follows_task", "decision_rights", "finance_rights",
    "command_intensity", "task_admission", "assessment_weight_residents",
    "audit_probability", "election_rule", "congress_power", "resident_fund_yuan",
    "transparency", "purchase_budget_yuan",
}  # fmt: skip


@pytest.fixture
def client(plan: Scenario, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """The application on a small district, remembering nothing."""
    monkeypatch.setattr(runs, "place", lambda: plan)
    monkeypatch.setattr(runs, "RUNS", Remembered(20))
    monkeypatch.setattr(runs, "WORLDS", Remembered(5))
    with TestClient(create_app()) as made:
        yield made


def ask(client: TestClient, **body: Any) -> dict[str, Any]:
    answer = client.post("/run", json={"a": {}, "b": {}, "months": 24, **body})
    assert answer.status_code == 200, answer.text
    return answer.json()


def refusal(client: TestClient, body: Any) -> str:
    content = body if isinstance(body, str) else json.dumps(body)
    answer = client.post("/run", content=content)
    assert answer.status_code == 400
    return answer.json()["error"]


# --- the page ---------------------------------------------------------------------------


def test_page_is_one_file_that_asks_nothing_of_the_outside(client: TestClient) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert not re.search(r"\b(src|href)=[\"'](?!data:|#)", answer.text)
    assert "@import" not in answer.text
    addresses = set(re.findall(r"https?://[^\s\"'`)]+", answer.text))
    assert addresses <= {"http://www.w3.org/2000/svg"}
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "{{" not in answer.text


def test_page_starts_in_the_language_asked_for() -> None:
    assert '<html lang="zh">' in TestClient(create_app("zh")).get("/").text
    assert '<html lang="">' in TestClient(create_app()).get("/").text
    with pytest.raises(BadInput, match="allowed are en and zh"):
        create_app("fr")


def test_every_word_the_page_uses_exists_and_every_word_is_used() -> None:
    folder = files("govsim.app").joinpath("page")
    texts = [folder.joinpath(n).read_text("utf8") for n in ("page.html", *SCRIPTS)]
    source = "\n".join(texts)
    used = set(re.findall(r"data-word=\"(\w+)\"", source))
    quoted = set(re.findall(r"[\"'`](\w+)[\"'`]", source)) | {"by_tenure", "by_age"}
    words = page_words()["words"]
    assert used <= set(words)
    assert set(re.findall(r"\bt\(\"(\w+)\"", source)) <= set(words)
    assert set(words) <= used | quoted


def test_words_come_in_both_languages_with_the_same_places() -> None:
    own = page_words()
    for table in ("words", "accounts", "groups"):
        for key, pair in own[table].items():
            english, chinese = pair
            assert english, key
            assert chinese, key
            places = [set(re.findall(r"\{(\w+)\}", text)) for text in pair]
            assert places[0] == places[1], key


# --- the vocabulary ---------------------------------------------------------------------


def test_levers_come_straight_from_their_cards(client: TestClient) -> None:
    levers = {each["id"]: each for each in client.get("/vocabulary").json()["levers"]}
    assert set(levers) == PAGE_LEVERS
    for name, shown in levers.items():
        card = LEVERS[name]
        for part in (
            "english",
            "chinese",
            "about",
            "good",
            "bad",
            "unit",
            "low",
            "high",
        ):
            assert shown[part] == getattr(card, part), (name, part)
        assert shown["default"] == card.default_word
        assert tuple(shown["choices"]) == card.choices
        assert card.low < shown["reach"] <= card.high
        assert set(shown["zh"]) == {"about", "good", "bad", "unit"}, name
        assert len(shown["choices_zh"]) == len(card.choices)


def test_presets_and_outcomes_are_those_of_the_package(client: TestClient) -> None:
    said = client.get("/vocabulary").json()
    presets = {each["id"]: each for each in said["presets"]}
    assert set(presets) >= {"baseline", "administration-led", "self-governing"}
    for name, preset in presets.items():
        assert preset["levers"] == load(name).levers
        assert preset["title_zh"]
    assert {each["id"]: each["better"] for each in said["outcomes"]} == HEADLINE
    assert all(each["about_zh"] for each in said["outcomes"])
    assert set(said["charted"]) <= set(HEADLINE)
    assert {each["id"] for each in said["groups"]} == {
        *GROUPINGS["age"],
        *GROUPINGS["tenure"],
    }


# --- runs -------------------------------------------------------------------------------


def test_answer_is_the_models_own(client: TestClient, plan: Scenario) -> None:
    levers = {"audit_probability": 0.5, "election_rule": "direct"}
    said = ask(client, b=levers, seed=3, months=36)
    model = GovernanceModel(plan, months=36, rng=3, levers=levers)
    model.run_for(36)
    frame = model.outcomes()
    district = frame[frame["community"] == -1]
    for name in runs.CHARTED:
        got = said["b"]["series"][name]
        assert got == pytest.approx(district[name].tolist(), abs=1e-6)
    last = district.tail(24)
    for name, value in said["b"]["window"].items():
        assert value == pytest.approx(last[name].mean(), abs=1e-6)
    ages = model.outcomes(by="age")
    old = ages[(ages["community"] == -1) & (ages["group"] == "80+")].tail(24)
    got = said["b"]["groups"]["age"]["80+"]["satisfaction"]
    assert got == pytest.approx(old["satisfaction"].mean(), abs=1e-6)
    flows = {(f["source"], f["destination"]): f["yuan"] for f in said["b"]["flows"]}
    ledger = model.ledger()
    grants = ledger[ledger["purpose"] == "grant"]["amount"].sum()
    assert flows["treasury", "street"] == pytest.approx(grants / 3 / plan.adults)


def test_equal_set_ups_in_one_world_are_equal(client: TestClient) -> None:
    named = {
        "transparency": LEVERS["transparency"].default_word,
        "congress_power": "listens",
    }
    said = ask(client, a={}, b=named)
    assert said["a"] == said["b"]
    assert runs.RUNS.made == 1
    assert ask(client, seed=2)["a"] != said["a"]


def test_nothing_is_worked_out_twice(client: TestClient) -> None:
    first = ask(client, b={"transparency": 0.9})
    made = runs.RUNS.made
    assert ask(client, b={"transparency": 0.9}) == first
    assert runs.RUNS.made == made == 2
    assert runs.WORLDS.made == 1


def test_many_at_once_get_what_each_alone_would_get(client: TestClient) -> None:
    values = [0.0, 0.3, 0.6, 0.9]
    with ThreadPoolExecutor(4) as pool:
        asked = lambda value: ask(client, b={"audit_probability": value})  # noqa: E731
        together = list(pool.map(asked, values * 2))
    runs.RUNS, runs.WORLDS = Remembered(20), Remembered(5)
    alone = [ask(client, b={"audit_probability": value}) for value in values]
    assert together == alone * 2


def test_every_preset_runs_and_its_money_is_drawn_in_full(client: TestClient) -> None:
    purposes = set(page_words()["purposes"])
    for preset in vocabulary()["presets"]:
        said = ask(client, b=preset["levers"])["b"]
        assert {flow["purpose"] for flow in said["flows"]} <= purposes
        spent = ("street", *PURSES)
        paid = sum(
            flow["yuan"]
            for flow in said["flows"]
            if flow["source"] in spent and flow["destination"] not in PURSES
        )
        ends = sum(b["yuan"] for b in said["bands"] if b["target"] in ENDS)
        assert ends == pytest.approx(paid)
        assert {b[end] for b in said["bands"] for end in ("source", "target")} <= set(
            NODES
        )


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("{", "not valid JSON"),
        ("[1]", "Send an object"),
        ("x" * 30_000, "longer than"),
        ({"seed": "one"}, "seed = 'one': a whole number from 0"),
        ({"seed": True}, "seed = True"),
        ({"seed": 10**30}, "seed = 1e+30"),
        ({"months": 5}, "months = 5: a whole number from 12 to 360"),
        ({"mnths": 24}, "Did you mean months?"),
        ({"b": [1]}, "Set-up B: give its levers as lever = value pairs."),
        ({"a": {"audit_probabilty": 1}}, "Did you mean audit_probability?"),
        ({"b": {"audit_probability": 2}}, "Set-up B: audit_probability = 2 is out of"),
        ({"b": {"audit_probability": "much"}}, "is not a number"),
        ('{"b": {"audit_probability": NaN}}', "out of range"),
        ({"b": {"election_rule": "lottery"}}, "one of appointed"),
    ],
)
def test_bad_input_is_answered_with_a_sentence(
    client: TestClient, body: Any, sentence: str
) -> None:
    assert sentence in refusal(client, body)
    assert runs.RUNS.made == 0


def test_all_faults_are_told_at_once(client: TestClient) -> None:
    said = refusal(client, {"a": {"x": 1}, "b": {"transparency": 9}, "seed": -1})
    assert len(said.splitlines()) == 3


def test_what_nobody_foresaw_is_a_sentence_too(
    plan: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(asked: object) -> None:
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr(runs, "result", broken)
    client = TestClient(create_app(), raise_server_exceptions=False)
    answer = client.post("/run", json={})
    assert answer.status_code == 500
    assert "The run failed" in answer.json()["error"]


# --- starting and remembering -----------------------------------------------------------


def test_missing_web_server_names_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "starlette.applications", None)
    monkeypatch.delitem(sys.modules, "govsim.app.server", raising=False)
    with pytest.raises(BadInput) as told:
        create_app()
    assert 'pip install "govsim[app]"' in str(told.value).splitlines()


def test_a_taken_or_impossible_port_is_told() -> None:
    with _listen(0) as held:
        held.listen()
        taken = held.getsockname()[1]
        with pytest.raises(BadInput, match=f"Port {taken}"):
            _listen(taken)
    with pytest.raises(BadInput, match="0 to 65535"):
        _listen(70_000)


def test_the_oldest_is_forgotten_and_a_failure_is_not_kept() -> None:
    kept: Remembered[int] = Remembered(2)
    assert [kept.get(n, lambda n=n: n) for n in (1, 2, 1, 3)] == [1, 2, 1, 3]
    assert kept.made == 3
    assert kept.get(1, lambda: -1) == 1
    assert kept.get(2, lambda: -2) == -2
    with pytest.raises(ZeroDivisionError):
        kept.get("bad", lambda: 1 // 0)
    assert kept.get("bad", lambda: 5) == 5


def test_who_asks_meanwhile_waits_for_the_first() -> None:
    kept: Remembered[int] = Remembered(2)
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> int:
        begun.set()
        go_on.wait(5)
        return 7

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(kept.get, "x", slow)
        begun.wait(5)
        second = pool.submit(kept.get, "x", lambda: -1)
        go_on.set()
        assert (first.result(), second.result()) == (7, 7)
    assert kept.made == 1
