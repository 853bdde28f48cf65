"""Is an optional package there? If not, which line installs it?"""

from importlib import import_module
from types import ModuleType

from govsim.errors import BadInput


def need(module: str, extra: str, what: str) -> ModuleType:
    """The module, imported.

    Raises
    ------
    BadInput
        If it is not installed, with the line that installs it.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0] != module.split(".", maxsplit=1)[0]:
            raise
        raise BadInput(
            f"{what} need {module}, which is not installed. Run:",
            f'pip install "govsim[{extra}]"',
        ) from missing
