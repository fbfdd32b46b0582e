"""Early warnings: that a budget will likely be overspent, told to whom it concerns."""
