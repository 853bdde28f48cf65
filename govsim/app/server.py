"""What does the class page's server answer? The page, its words, and pairs of runs."""

import asyncio
import json
import os
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib.resources import files

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from govsim.app import runs
from govsim.app.words import vocabulary
from govsim.errors import BadInput
from govsim.studies.windows import WINDOW

SCRIPTS = ("tools.js", "setups.js", "charts.js", "flows.js", "findings.js", "page.js")
LARGEST_BODY = 20_000
SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
        "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'"
    ),
    "Cache-Control": "no-cache",
}
"""The browser itself refuses to load anything from elsewhere."""

POOL = ThreadPoolExecutor(max_workers=max(2, min(4, os.cpu_count() or 2)))


@lru_cache(maxsize=4)
def page_text(lang: str) -> str:
    """The page as one file: the style and the scripts stand inside it."""
    folder = files("govsim.app").joinpath("page")
    texts = {
        name: folder.joinpath(name).read_text(encoding="utf8")
        for name in ("page.html", "page.css", *SCRIPTS)
    }
    script = "\n".join(texts[name] for name in SCRIPTS)
    return (
        texts["page.html"]
        .replace("{{lang}}", lang)
        .replace("/*{{style}}*/", texts["page.css"])
        .replace("/*{{script}}*/", f'(() => {{\n"use strict";\n{script}\n}})();')
    )


async def run(request: Request) -> Response:
    """`POST /run`: both set-ups in the same world."""
    try:
        asked = runs.read_request(_parsed(await request.body()))
    except BadInput as fault:
        return JSONResponse({"error": str(fault)}, status_code=400)
    loop = asyncio.get_running_loop()
    try:
        a, b = await asyncio.gather(
            *(loop.run_in_executor(POOL, runs.result, each) for each in asked)
        )
    except BadInput as fault:
        return JSONResponse({"error": str(fault)}, status_code=400)
    place = runs.place()
    answer = {
        "seed": asked[0].seed,
        "months": asked[0].months,
        "window": min(WINDOW, asked[0].months),
        "adults": place.adults,
        "communities": len(place.profiles),
        "a": a,
        "b": b,
    }
    return JSONResponse(answer)


def _parsed(body: bytes) -> object:
    if len(body) > LARGEST_BODY:
        raise BadInput(f"The request is longer than {LARGEST_BODY} bytes.")
    try:
        return json.loads(body, parse_int=_whole_number)
    except (ValueError, RecursionError):
        raise BadInput("The request is not valid JSON.") from None


def _whole_number(text: str) -> int | float:
    """A whole number; one far beyond any range as the infinity it may as well be."""
    return int(text) if len(text) < 20 else float(text)


async def failed(request: Request, fault: Exception) -> Response:
    """What no sentence foresaw; the traceback goes to the terminal."""
    words = f"The run failed ({type(fault).__name__}: {fault}). The terminal says more."
    return JSONResponse({"error": words}, status_code=500)


async def words(request: Request) -> Response:
    """`GET /vocabulary`: levers, presets, outcomes and words in both languages."""
    return JSONResponse(vocabulary())


def application(lang: str | None) -> Starlette:
    """The web application; `lang` None follows the browser."""

    async def page(request: Request) -> Response:
        """`GET /`."""
        return HTMLResponse(page_text(lang or ""), headers=SECURITY)

    return Starlette(
        routes=[
            Route("/", page),
            Route("/vocabulary", words),
            Route("/run", run, methods=["POST"]),
        ],
        exception_handlers={Exception: failed},
    )
