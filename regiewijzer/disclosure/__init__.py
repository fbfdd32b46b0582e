"""Small-number protection: the one gate for figures that leave."""
