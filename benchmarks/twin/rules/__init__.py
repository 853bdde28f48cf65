"""Residents' rules written out for one resident; files as in govsim/rules."""
