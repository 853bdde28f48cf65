"""Pilots, their evaluation, and the truth."""
