"""Along which line is a quantity 0, if it is known at some places only?"""

import numpy as np
import pandas as pd
from scipy.spatial import Delaunay, QhullError

from govsim.columns import Floats


def zero_line(places: Floats, values: Floats) -> pd.DataFrame:
    """Pieces of the line on which linearly interpolated values are 0.

    Parameters
    ----------
    places : shape (points, 2)
    values : shape (points,)
    """
    columns = ["x0", "y0", "x1", "y1"]
    span = np.ptp(places, axis=0) if len(places) else np.zeros(2)
    if len(places) < 3 or not (span > 0).all():
        return pd.DataFrame(columns=columns)
    try:
        corners = Delaunay((places - places.min(axis=0)) / span).simplices
    except QhullError:  # all on one line
        return pd.DataFrame(columns=columns)
    pieces = [
        piece for each in corners if (piece := _crossing(places[each], values[each]))
    ]
    return pd.DataFrame(pieces, columns=columns)


def _crossing(places: Floats, values: Floats) -> tuple[float, ...] | None:
    """Where the line enters and leaves a triangle."""
    ends = []
    for i, j in ((0, 1), (1, 2), (2, 0)):
        if (values[i] >= 0.0) != (values[j] >= 0.0):
            part = values[i] / (values[i] - values[j])
            ends.append(places[i] + part * (places[j] - places[i]))
    return tuple(float(v) for v in np.concatenate(ends)) if ends else None
