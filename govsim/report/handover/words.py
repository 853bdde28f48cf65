"""The report's sentences, in English and Chinese; they stand in words.toml."""

import tomllib
from importlib.resources import files

_TABLE = tomllib.loads(
    files("govsim.report.handover").joinpath("words.toml").read_text(encoding="utf8")
)
WORDS: dict[str, dict[str, str]] = {lang: _TABLE[lang] for lang in ("en", "zh")}
PAYERS: dict[str, str] = _TABLE["payers"]
"""Who pays for a lever, in Chinese, by what its card says."""
TERMS: dict[str, dict[str, str]] = _TABLE["terms"]
"""Terms of a report and what they mean, by term: `en` and `zh`, with `name_zh`."""
