"""Which difference does a study ask for? The [ask] table of a scenario file."""

from govsim.errors import unknown
from govsim.outcomes import OUTCOMES
from govsim.scenarios.reading import Source, Spot
from govsim.scenarios.records import Ask
from govsim.scenarios.scenario import is_number, whole
from govsim.scenarios.weights import short

KEYS = ("outcome", "effect", "pairs")
USUAL_PAIRS, MOST_PAIRS = 30, 1_000_000


def ask_of(source: Source, inherited: Ask | None) -> Ask | None:
    """The question of the file, else the base's; faults are noted."""
    table = source.table.get("ask")
    if not isinstance(table, dict):
        return inherited
    spot = Spot(source, ("ask",), "ask")
    for key in table:
        if key not in KEYS:
            spot.fault(unknown("key of [ask]", key, KEYS), key)
    outcome, effect = table.get("outcome"), table.get("effect")
    pairs = table.get("pairs", USUAL_PAIRS)
    if not isinstance(outcome, str) or outcome not in OUTCOMES:
        spot.fault(unknown("outcome", str(outcome), OUTCOMES), "outcome")
    if not is_number(effect) or not 0.0 < abs(effect) < float("inf"):
        sentence = f"effect = {short(effect)}: a number other than 0 is needed."
        spot.fault(sentence, "effect")
    if not whole(pairs) or not 2 <= pairs <= MOST_PAIRS:
        sentence = f"pairs = {short(pairs)}: a whole number from 2 is needed."
        spot.fault(sentence, "pairs")
    if source.problems:
        return None
    return Ask(str(outcome), float(effect), int(pairs))  # type: ignore[arg-type]
