"""What happens in a month: one file per subject, pure functions and a short verb each."""
