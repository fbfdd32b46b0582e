"""Analyses: pages that start from a question, each with a few figures that are drawn so that one can read them."""
