"""Reads and validates the files in definitions/: what a region decides, as files."""
