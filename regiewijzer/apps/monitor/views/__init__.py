"""Pages of the monitor, one file per subject."""
