"""Does the class page do in a browser what a teacher expects of it?"""

import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))),
    "",
)
DRIVER = shutil.which("chromedriver") or ""
SERVE = "from govsim.app import serve; serve(port=0)"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (BROWSER and DRIVER), reason="needs Chromium, chromedriver"),
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The page as `govsim app` serves it, on a free port."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVE], stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline())
        assert found
        yield found.group()
        server.terminate()


class Page:
    """A browser at the page."""

    def __init__(self, driver: webdriver.Chrome, address: str) -> None:
        self.driver, self.address = driver, address
        self.seen: list[str] = []

    def open(self, after: str = "") -> None:
        self.driver.get("about:blank")
        self.driver.get(self.address + "/" + after)
        self.ready()

    def ready(self) -> None:
        self.until(lambda: self.script("return document.documentElement.dataset.state"
                                       " === 'ready'"))  # fmt: skip

    def until(self, true: Callable[[], Any], seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, self.text("trouble")
            time.sleep(0.02)

    def script(self, text: str, *arguments: Any) -> Any:
        return self.driver.execute_script(text, *arguments)

    def find(self, selector: str) -> Any:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[Any]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def text(self, name: str) -> str:
        return self.script(
            "return document.getElementById(arguments[0]).textContent", name
        )

    def choose(self, letter: str, preset: str) -> None:
        Select(self.find(f"#preset-{letter}")).select_by_value(preset)
        self.ready()

    def press(self, name: str) -> None:
        self.script("document.getElementById(arguments[0]).click()", name)

    def requests(self) -> list[str]:
        """Addresses asked for so far, from the browser's own log."""
        for entry in self.driver.get_log("performance"):  # type: ignore[no-untyped-call]
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                self.seen.append(message["params"]["request"]["url"])
        return self.seen

    def complaints(self) -> list[str]:
        log = self.driver.get_log("browser")  # type: ignore[no-untyped-call]
        return [entry["message"] for entry in log]


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """Headless Chromium that finds no name outside this machine."""
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    for flag in (
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--window-size=1280,720", "--lang=en",
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    ):  # fmt: skip
        options.add_argument(flag)
    folder = str(tmp_path_factory.mktemp("downloads"))
    options.add_experimental_option("prefs", {"download.default_directory": folder})
    options.set_capability(
        "goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"}
    )
    made = webdriver.Chrome(options=options, service=Service(DRIVER))
    made.downloads = Path(folder)  # type: ignore[attr-defined]
    yield made
    made.quit()


@pytest.fixture
def page(driver: webdriver.Chrome, address: str) -> Iterator[Page]:
    made = Page(driver, address)
    made.requests()
    made.open("#lang=en")
    yield made
    assert made.complaints() == []
    outside = [
        u for u in made.requests() if not u.startswith((address, "data:", "blob:"))
    ]
    assert [u for u in outside if u != "about:blank"] == []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_everything_is_there_in_both_languages(page: Page, lang: str) -> None:
    page.open(f"#lang={lang}")
    assert page.script("return document.documentElement.lang")[:2] == lang
    assert len(page.all("#charts svg")) == 4
    assert len(page.all("#changed tbody tr")) == 10
    assert len(page.all("#money svg")) == 2
    assert len(page.all("#groups svg")) == 2
    assert len(page.all("#levers-b .lever")) == 13
    assert not page.find("#levers-a .lever").is_displayed()
    body = page.find("body").text
    assert ("结果" in body) == (lang == "zh")
    assert ("forecast" in body) == (lang == "en")
    for word in ("undefined", "NaN", "null", "[object", "{"):
        assert word not in body
    unnamed = page.script(
        "return [...document.querySelectorAll('button,input,select')].filter(e =>"
        " !(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.length))"
        ".length"
    )
    assert unnamed == 0


@pytest.mark.parametrize("size", [(1280, 720), (1366, 900)])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_nothing_is_cut_off(page: Page, lang: str, size: tuple[int, int]) -> None:
    page.driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": False},
    )
    page.open(f"#lang={lang}")
    wide = "return document.documentElement.scrollWidth - innerWidth"
    assert page.script(wide) <= 0
    beyond = page.script(
        "const w = document.documentElement.clientWidth;"
        "return [...document.querySelectorAll('#results svg text')].filter(e =>"
        "e.getBoundingClientRect().right > w).map(e => e.textContent)"
    )
    assert beyond == []
    small = page.script(
        "return [...document.querySelectorAll('#results svg')].map(s =>"
        "15.5 * s.getBoundingClientRect().width / s.viewBox.baseVal.width)"
    )
    assert min(small) >= 15


def test_language_switches_at_once_without_asking(page: Page) -> None:
    before = len(page.requests())
    page.press("lang")
    assert page.script("return document.documentElement.lang") == "zh-CN"
    assert "方案" in page.text("set-ups")
    assert page.find("#charts figcaption").text.startswith("参与率")
    page.press("lang")
    assert page.find("#charts figcaption").text.startswith("Participation")
    assert len(page.requests()) == before


def test_presets_and_levers_change_what_is_shown(page: Page) -> None:
    page.choose("a", "baseline")
    page.choose("b", "baseline")
    assert "set up alike" in page.text("lead")
    for preset in ("administration-led", "self-governing", "co-governance"):
        page.choose("b", preset)
        assert "In this world B is" in page.text("lead")
    page.choose("b", "baseline")
    Select(page.find("#b-election_rule")).select_by_value("direct")
    page.ready()
    assert page.text("state-b") == "1 lever changed"
    assert "election_rule:direct" in page.driver.current_url
    row = page.find("#levers-b [data-lever=election_rule]")
    assert "differs" in row.get_attribute("class")
    assert "A: one candidate" in row.text


def test_sliders_are_moved_by_keyboard_with_a_visible_focus(page: Page) -> None:
    page.choose("b", "baseline")
    slider = page.find("#b-audit_probability")
    slider.send_keys(Keys.ARROW_RIGHT)
    page.ready()
    assert slider.get_attribute("aria-valuetext") == "0.15"
    assert "audit_probability:0.15" in page.driver.current_url
    outline = "return getComputedStyle(document.activeElement).outlineWidth"
    assert page.script(outline) == "3px"
    slider.send_keys(Keys.ARROW_LEFT)
    page.ready()
    assert page.text("state-b") == "as the preset"


def test_help_tells_what_a_lever_is(page: Page) -> None:
    asked = page.find("#levers-b [data-lever=task_transfer] .help")
    assert asked.get_attribute("aria-expanded") == "false"
    asked.click()
    told = page.find("#b-task_transfer-help")
    assert told.is_displayed()
    assert "Good side" in told.text
    assert "_" not in told.text


def test_link_brings_the_same_page_back(page: Page) -> None:
    page.choose("a", "co-governance")
    page.find("#b-transparency").send_keys(Keys.HOME)
    page.ready()
    page.press("another")
    page.ready()
    link, lead, table = page.driver.current_url, page.text("lead"), page.text("changed")
    page.open()
    page.open(link.split("/")[-1])
    assert (page.text("lead"), page.text("changed")) == (lead, table)
    assert page.find("#seed").get_attribute("value") == "2"
    assert page.find("#b-transparency").get_attribute("value") == "0"


def test_b_becomes_a_and_all_starts_again(page: Page) -> None:
    page.find("#b-transparency").send_keys(Keys.HOME)
    page.ready()
    page.press("swap")
    page.ready()
    assert "set up alike" in page.text("lead")
    assert page.text("state-a") == "1 lever changed"
    page.press("reset")
    page.ready()
    assert page.text("state-a") == page.text("state-b") == "as the preset"
    assert page.find("#preset-a").get_attribute("value") == "administration-led"


def test_mistakes_are_told_in_sentences(page: Page) -> None:
    box = page.find("#seed")
    box.clear()
    box.send_keys("many", Keys.TAB)
    assert "whole number" in page.find("#trouble").text
    box.clear()
    box.send_keys("4", Keys.TAB)
    page.ready()
    page.until(lambda: not page.find("#trouble").is_displayed())
    page.open("#lang=en&a=nonsense&b=baseline~audit_probability:7~x:<b>1")
    told = page.find("#notice").text
    assert "a=nonsense" in told
    assert "audit_probability:7" in told
    assert "x:<b>1" in told


def test_money_has_the_same_places_in_both_pictures(page: Page) -> None:
    ends = "return [...document.querySelectorAll('#money figure')].map(f =>"
    places = page.script(
        ends + "[...f.querySelectorAll('.node')].map(n => [n.getAttribute('x'),"
        "n.getAttribute('y')].join()))"
    )
    assert places[0] == places[1]
    assert len(places[0]) == 11
    boxes = page.script(ends + "f.querySelector('svg').getAttribute('viewBox'))")
    assert boxes[0] == boxes[1]


def test_csv_holds_what_the_page_shows(page: Page) -> None:
    page.press("csv")
    saved = page.driver.downloads / "govsim-world-1.csv"  # type: ignore[attr-defined]
    page.until(saved.exists)
    rows = saved.read_text("utf-8-sig").splitlines()
    assert rows[0] == "part,set_up,name,detail,month,value"
    assert sum(row.startswith("month,") for row in rows) == 2 * 4 * 120
    assert any(row.startswith("lever,B,election_rule,,,direct") for row in rows)


def test_groups_can_be_asked_about_another_outcome(page: Page) -> None:
    before = page.text("groups-said")
    Select(page.find("#grouped")).select_by_value("trust_government")
    assert page.text("groups-said") != before
    assert page.text("groups-said")


def test_ten_worlds_tell_luck_from_policy(page: Page) -> None:
    page.press("ten")
    page.until(lambda: "World 2" in page.text("ten-said"))
    assert "in 1 of 1" in page.text("changed") or "in 0 of 1" in page.text("changed")
    page.until(lambda: page.text("ten-said") == "Done.")
    assert len(re.findall(r"B better in \d+ of 10", page.text("changed"))) == 10
    page.choose("b", "baseline")
    assert "In ten worlds" not in page.text("changed")
