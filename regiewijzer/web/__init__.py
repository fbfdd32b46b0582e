"""Base templates, components, chart specs and static files."""
