"""What do shocks and slow trends do to the world this month?"""

from dataclasses import dataclass

from govsim.columns import Floats, opens


@dataclass(slots=True)
class Conditions:
    """What shocks and slow trends do to the world this month (scenario data)."""

    grant: Floats = opens(1.0)  # multiplies the public money
    mandate: Floats = opens(1.0)  # multiplies temporary tasks
    needs: Floats = opens(1.0)  # multiplies the work residents' needs make
    gatherings: Floats = opens(1.0)  # share of meetings and joint work that may be held
    emergency: Floats = opens(0.0)  # new emergency work [hours per adult and month]
    purchase: Floats = opens(1.0)  # multiplies the money for service purchase
    firm_leaves: Floats = opens(0.0)  # 1 while the property firm has walked away
    scandal: Floats = opens(0.0)  # theft that the press makes known to all, 0–1
    arrivals: Floats = opens(0.0)  # pressure of migrants on homes that fall free, 0–1
    ageing: Floats = opens(0.0)  # pull of newcomers and leavers to greater age
    unit_support: Floats = opens(1.0)  # what work units still do for their people
    expectations: Floats = opens(0.0)  # monthly growth of what residents expect
