"""Results in words and in folders."""
