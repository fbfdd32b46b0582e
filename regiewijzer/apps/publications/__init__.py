"""Editions of the monitor: frozen figures with text, checked by a second person, published, and corrected in the open."""
