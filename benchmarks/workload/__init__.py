"""Workload W: one month of residents who trust, look around, take part and give.

It is small enough to be written in any framework and has what makes such models slow:
a look at the neighbours, two random numbers a resident, and an exact Gini coefficient
each month. `numbers` says what W is; the other files are W in one framework each.
"""
