"""Sweeps: many runs that may be killed at any moment, gone on with, and grown later."""

from govsim.studies.sweeping.choices import Keep, Limits, Pilot, Stop
from govsim.studies.sweeping.design import Design
from govsim.studies.sweeping.result import Sweep
from govsim.studies.sweeping.running import sweep

__all__ = ["Design", "Keep", "Limits", "Pilot", "Stop", "Sweep", "sweep"]
