"""A synthetic region that speaks iJw."""
