"""Does the report look after itself in a browser and on paper?"""

import base64
import io
import json
from pathlib import Path
from typing import Any

import pypdf
import pytest

import govsim
from govsim.report.handover.words import WORDS
from tests.report.made_up import CLEAR, NULL, SEEDS, TINY, WORSE, folder_of
from tests.test_app_browser import driver, pytestmark

__all__ = ["driver", "pytestmark"]  # a fixture and the marks of browser tests

FOUND = {
    "participation_rate": CLEAR, "satisfaction": SEEDS, "service_quality": TINY,
    "trust_committee": WORSE, "need_match": CLEAR, "diversion_share": SEEDS,
}  # fmt: skip
GROUPS = {
    ("tenure", "owner"): CLEAR,
    ("tenure", "migrant"): WORSE,
    ("age", "80+"): TINY,
}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_asks_for_nothing_and_has_two_pages_in_front(
    driver: Any, tmp_path: Path, lang: str
) -> None:
    folder = folder_of(tmp_path / "made", FOUND, GROUPS)
    page = govsim.report(folder, lang=lang)
    driver.get("about:blank")
    driver.get_log("performance"), driver.get_log("browser")
    driver.get(page.as_uri())
    asked = [
        m["params"]["request"]["url"]
        for entry in driver.get_log("performance")
        if (m := json.loads(entry["message"])["message"])["method"]
        == "Network.requestWillBeSent"
    ]
    assert [url for url in asked if url != page.as_uri()] == []
    assert driver.get_log("browser") == []
    wide = "return document.documentElement.scrollWidth - innerWidth"
    assert driver.execute_script(wide) <= 0
    assert appendix_page(driver, lang) <= 2


def test_a_comparison_of_nothing_and_endless_titles_fits_too(
    driver: Any, tmp_path: Path
) -> None:
    from govsim.scenarios import load

    plans = [load(name) for name in ("administration-led", "self-governing")]
    texts = {p.name: p.replace(title="Endless title " * 30).to_toml() for p in plans}
    folder = folder_of(tmp_path / "made", NULL, texts=texts)
    driver.get(govsim.report(folder).as_uri())
    assert appendix_page(driver, "en") <= 2


def appendix_page(driver: Any, lang: str) -> int:
    """Pages before the appendix when printed on A4."""
    printed = driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    pages = pypdf.PdfReader(io.BytesIO(base64.b64decode(printed["data"]))).pages
    width, height = (float(side) for side in pages[0].mediabox[2:])
    assert (width, height) == pytest.approx((595, 842), abs=1)
    word = WORDS[lang]["appendix"]
    starts = [p.extract_text().strip().startswith(word) for p in pages]
    if lang == "zh" and not any(starts):  # no Chinese font: count by what is left
        driver.execute_script("document.querySelector('.appendix').remove()")
        printed = driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
        return len(pypdf.PdfReader(io.BytesIO(base64.b64decode(printed["data"]))).pages)
    return starts.index(True)
