"""Questions and remarks at any address of the product: a figure, a chart, a row."""
