"""One question a file; each has `ask(effort, notes)`."""
