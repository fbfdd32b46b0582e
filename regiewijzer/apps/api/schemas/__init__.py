"""What goes over the line, in camelCase."""
