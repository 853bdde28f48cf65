"""Studies: designs turned into runs, and runs into tables."""
