"""Base templates, components, charts, numbers and static files: what every app shows with."""
