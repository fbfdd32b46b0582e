"""The monitor: indicators by theme, one page per indicator, compared, traced back and frozen."""
