"""The same month in plain Mesa: residents as objects, scalar Python, one method a decision.

Two uses. *Yardstick*: govsim's month is timed against it (`python -m
benchmarks.twin.measure`). *Oracle*: its rules are written out a second time from
docs/model.md and must give the same numbers from the same state and draws
(tests/twin/). Whoever changes a rule of residents in govsim changes it here as well; the
tests name the verb and the columns in which the two differ.

Institutions' verbs are govsim's own, on a World that holds columns of communities and
organisations only; what they ask of residents is gathered from the objects when asked.
Every draw is the one govsim makes: a verb takes its stream's numbers once and each
resident gets hers, by her row.
"""

from benchmarks.twin.model import TwinModel

__all__ = ["TwinModel"]
