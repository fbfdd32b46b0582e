"""Items of the cycle in words and drawings."""
