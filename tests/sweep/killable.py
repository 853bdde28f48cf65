"""A sweep to be killed: python -m tests.sweep.killable FOLDER WORKERS RUNS."""

import sys
from pathlib import Path

from govsim.studies.sweeping.crews import Processes
from govsim.studies.sweeping.folder import SweepFolder
from govsim.studies.sweeping.study import How, conduct
from tests.sweep.stubs import quick_run, small_design

folder, workers, runs = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
crew = Processes(workers)
try:
    conduct(
        small_design(runs // 5, 5),
        SweepFolder(folder),
        crew,
        How(resume=True),
        one=quick_run,
    )
finally:
    crew.close()
