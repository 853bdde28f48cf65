"""How is the class page started? Offline, from this machine, for this machine."""

import contextlib
import socket
import threading
import webbrowser
from typing import TYPE_CHECKING

from govsim.errors import BadInput

if TYPE_CHECKING:
    from starlette.applications import Starlette

HOST = "127.0.0.1"
LANGUAGES = ("en", "zh")


def create_app(lang: str | None = None) -> "Starlette":
    """The class page as a web application.

    Parameters
    ----------
    lang : ``"en"``, ``"zh"``, or None to follow the browser

    Raises
    ------
    BadInput
        If Starlette or uvicorn is missing (with the line that installs them), or the
        language is neither.
    """
    if lang is not None and lang not in LANGUAGES:
        raise BadInput(f"lang = {lang!r}: allowed are en and zh.")
    try:
        import uvicorn  # noqa: F401

        from govsim.app.server import application
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0] not in ("starlette", "uvicorn", "anyio"):
            raise
        raise BadInput(
            f"The class page needs {missing.name}, which is not installed. Run:",
            'pip install "govsim[app]"',
        ) from missing
    return application(lang)


def serve(
    port: int = 8765, lang: str | None = None, open_browser: bool = False
) -> None:
    """Serve the class page on this machine until stopped with Ctrl+C.

    Parameters
    ----------
    port : where the page is found: http://127.0.0.1:8765
    lang : ``"en"``, ``"zh"``, or None to follow the browser
    open_browser : open the page in the default browser

    Raises
    ------
    BadInput
        If the port is taken or impossible, or the web server is not installed.
    """
    page = create_app(lang)
    import uvicorn

    listening = _listen(port)
    address = f"http://{HOST}:{listening.getsockname()[1]}"
    print(f"govsim app: {address}   (stop with Ctrl+C)", flush=True)
    if open_browser:
        opening = threading.Timer(0.8, webbrowser.open, [address])
        opening.daemon = True
        opening.start()
    config = uvicorn.Config(page, log_level="warning", access_log=False)
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])


def _listen(port: int) -> socket.socket:
    """A socket that holds the port, so that a taken one is reported in a sentence."""
    if isinstance(port, bool) or not isinstance(port, int) or not 0 <= port <= 65535:
        raise BadInput(f"port = {port!r}: a whole number from 0 to 65535 is needed.")
    wanted = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    wanted.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        wanted.bind((HOST, port))
    except OSError as refused:
        wanted.close()
        raise BadInput(
            f"Port {port} on {HOST} cannot be used ({refused.strerror}). "
            f"Choose another, such as {port + 1 if port < 65535 else 8765}."
        ) from refused
    return wanted
