"""Where do labels and nodes go so that none covers another?"""

from collections.abc import Sequence


def spaced(
    wanted: Sequence[float], sizes: Sequence[float], gap: float, low: float, high: float
) -> list[float]:
    """Starts of things of these sizes in this order, `gap` apart and within low–high.

    Each starts where it is wanted unless the one before reaches there; what would end
    beyond `high` is moved back as far as needed. If there is not room for all, the
    first ones start below `low` rather than overlap.
    """
    starts: list[float] = []
    free = low
    for start, size in zip(wanted, sizes, strict=True):
        starts.append(max(start, free))
        free = starts[-1] + size + gap
    limit = high
    for place in reversed(range(len(starts))):
        starts[place] = min(starts[place], limit - sizes[place])
        limit = starts[place] - gap
    return starts


def spread_labels(values: Sequence[float], gap: float) -> list[float]:
    """Places of labels near their values, at least `gap` apart, in the given order.

    Labels that would touch form a block that is centred on its values.
    """
    order = sorted(range(len(values)), key=lambda place: values[place])
    blocks: list[list[int]] = []
    for place in order:
        blocks.append([place])
        while len(blocks) > 1 and _bottom(blocks[-1], values, gap) < (
            _top(blocks[-2], values, gap) + gap
        ):
            last = blocks.pop()
            blocks[-1] += last
    made = [0.0] * len(values)
    for block in blocks:
        for step, place in enumerate(block):
            made[place] = _bottom(block, values, gap) + step * gap
    return made


def _bottom(block: list[int], values: Sequence[float], gap: float) -> float:
    middle = sum(values[place] for place in block) / len(block)
    return middle - gap * (len(block) - 1) / 2


def _top(block: list[int], values: Sequence[float], gap: float) -> float:
    return _bottom(block, values, gap) + gap * (len(block) - 1)
