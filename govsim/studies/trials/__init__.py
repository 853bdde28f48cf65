"""Pilots in some communities, the analyst's estimate of what they did, and the truth."""

from govsim.studies.trials.design import TrialDesign
from govsim.studies.trials.result import Trial
from govsim.studies.trials.running import trial

__all__ = ["Trial", "TrialDesign", "trial"]
