"""The forecast engine: plain functions on arrays, without clock, files or database.

Shapes and units stand in the docstrings. A month is an integer, `12 * year + month - 1`; money is in cents, as a float within a
computation and as a whole number where it leaves (`reconcile.whole_cents`).
"""
