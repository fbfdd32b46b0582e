"""Settings, urls and wsgi of the web part."""
