"""Fit the assumptions to the rows that may be fitted: the run behind this folder's README."""

import argparse
from pathlib import Path

import govsim

HERE = Path(__file__).parent
SHOWN = ["parameter", "default", "q05", "q50", "q95", "width_share", "verdict"]


def progress(done: int, total: int) -> None:
    """One line every tenth of the way."""
    if done and done % max(total // 10, 1) == 0:
        print(f"{done} of {total} runs", flush=True)


def main() -> None:
    """Calibrate, print what is known of each parameter, and write the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one wave of few points")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--workers", type=int, default=None)
    parser.add_argument("--recover", type=int, default=0, help="known sets to find")
    parser.add_argument("--resume", action="store_true", help="go on with --out")
    parser.add_argument("--lang", choices=["en", "zh"], default="en")
    parser.add_argument("--out", type=Path, default=HERE / "results" / "latest")
    options = parser.parse_args()
    result = govsim.calibrate(
        HERE / "targets.toml",
        rng=options.seed,
        workers=options.workers,
        recover=options.recover,
        quick=options.quick,
        out=options.out,
        resume=options.resume,
        overwrite=not options.resume,
        progress=progress,
    )
    print(result.lines(options.lang))
    print(result.identifiability()[SHOWN].to_string(index=False))
    print(result.write(options.out, lang=options.lang, overwrite=True))


if __name__ == "__main__":
    main()
