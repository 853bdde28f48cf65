"""Set-ups as data files: which place, which levers, which changes and shocks."""

from govsim.scenarios.advice import advice
from govsim.scenarios.difference import difference
from govsim.scenarios.fit_words import fit_lines, fit_sentence
from govsim.scenarios.loading import load, notes, scenario_names
from govsim.scenarios.scenario import Change, Scenario
from govsim.scenarios.shocks import SHOCKS, Shock
from govsim.scenarios.template import template
from govsim.scenarios.worlds import world_names

__all__ = [
    "SHOCKS",
    "Change",
    "Scenario",
    "Shock",
    "advice",
    "difference",
    "fit_lines",
    "fit_sentence",
    "load",
    "notes",
    "scenario_names",
    "template",
    "world_names",
]
