"""The drawings of an analysis: from a grid to what a template shows, and to the answer in a sentence."""
