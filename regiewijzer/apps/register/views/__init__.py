"""Pages of the data register."""
