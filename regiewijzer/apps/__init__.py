"""The pages, one Django app per subject."""
