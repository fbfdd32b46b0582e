"""What to expect of every indicator when nothing changes: a list, and one with its past."""
