"""Pages, tables and folders of results; called, it writes a report to hand over.

``govsim.report(folder, lang="zh")`` is short for `govsim.write_report`: the room and the
verb share a name, so the module itself can be called.
"""

import sys
from pathlib import Path
from types import ModuleType


class _Room(ModuleType):
    """This module, callable."""

    def __call__(
        self,
        folder: str | Path,
        *more: str | Path,
        format: str = "html",
        lang: str = "en",
        out: str | Path | None = None,
        overwrite: bool = False,
    ) -> Path:
        """Write a report of a result; see `govsim.write_report`."""
        from govsim.report.handover.writing import write_report

        return write_report(
            folder, *more, format=format, lang=lang, out=out, overwrite=overwrite
        )


sys.modules[__name__].__class__ = _Room
