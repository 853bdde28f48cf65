"""How does a report of a folder get written?"""

from pathlib import Path

from govsim.errors import BadInput, unknown
from govsim.report.handover.composing import compose
from govsim.report.handover.html import html_page
from govsim.report.handover.markdown import markdown_page
from govsim.report.handover.opening import open_folder
from govsim.report.handover.punctuation import punctuated
from govsim.report.handover.word import word_file

FORMATS = ("html", "docx", "md")


def write_report(
    folder: str | Path,
    *more: str | Path,
    format: str = "html",
    lang: str = "en",
    out: str | Path | None = None,
    overwrite: bool = False,
) -> Path:
    """Write a report of a result that can be handed over.

    Parameters
    ----------
    folder : what any verb wrote: run, compare, sweep, explain, sensitivity, discover, …
    more : further results that add to it: a discover folder says when the ranking flips,
        a sensitivity folder which assumptions matter
    format : ``"html"`` (one file that needs no other), ``"docx"`` (needs python-docx) or
        ``"md"`` (charts are links into the folder)
    lang : ``"en"`` or ``"zh"``
    out : the file; ``<folder>-report.<format>`` beside the folder if not given
    overwrite : replace what is there

    Returns
    -------
    Path of the file. Its bytes depend on the folders, the format and the language only.

    Raises
    ------
    BadInput
        In sentences: no finished result, one of a newer schema, a file in the way.
    """
    faults = [] if format in FORMATS else [unknown("format", str(format), FORMATS)]
    if lang not in ("en", "zh"):
        faults.append(f"lang = {lang!r}: allowed are 'en' and 'zh'.")
    if faults:
        raise BadInput(*faults)
    opened, *others = (open_folder(each) for each in (folder, *more))
    path = Path(out) if out is not None else _usual(Path(folder), format)
    if path.is_dir():
        raise BadInput(f"{path} is a folder; --out needs a file.")
    if path.exists() and not overwrite:
        raise BadInput(f"{path} exists; choose another --out or add --overwrite.")
    document = punctuated(compose(opened, others, lang))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if format == "docx":
            word_file(document, path)
        elif format == "md":
            page = markdown_page(document, path, opened.folder)
            path.write_text(page, encoding="utf8")
        else:
            path.write_text(html_page(document), encoding="utf8")
    except OSError as error:
        raise BadInput(f"{path} cannot be written: {error.strerror}.") from None
    return path


def _usual(folder: Path, format: str) -> Path:
    whole = folder.resolve()
    return folder.parent / f"{whole.name}-report.{format}"
