"""The three hottest rules once more, in plain C on single-precision columns."""
