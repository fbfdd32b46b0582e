"""Vooruitzicht: what is expected, how sure that is, why it moved, and how good it was before."""
