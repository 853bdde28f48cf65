"""Patterns the model must answer to: what each says, and the protocol that measures it.

`govsim/patterns/*.toml` says what each row is: source, band, role, world. A protocol is a
function that takes a `Place` (one world with its luck) and returns one number a part.
"""
