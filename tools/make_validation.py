"""Write docs/validation.md: run the whole table of patterns and keep the page.

python tools/make_validation.py          small worlds, twenty of each, a quarter of an hour
python tools/make_validation.py --full   the worlds the rows name, hours
"""

import sys
from pathlib import Path

import govsim

PAGE = Path(__file__).parent.parent / "docs" / "validation.md"


def main() -> None:
    """Run it and write the page; nothing in it is written by hand."""
    full = "--full" in sys.argv
    result = govsim.validate(full=full, replicates=None if full else 20)
    PAGE.write_text(result.summary(), encoding="utf8")
    print("\n".join(result.lines().splitlines()[-8:]))


if __name__ == "__main__":
    main()
