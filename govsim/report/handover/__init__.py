"""A report an analyst can hand over, from any folder of results."""
