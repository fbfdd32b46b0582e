"""Maps of municipalities: tiles that need nothing, or the borders that an installation imported. Knows no Django."""
