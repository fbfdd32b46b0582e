"""Contracts, tariffs and caps: what changes, what cannot stand together, what a round costs, what room is left."""
