"""Users: signing in and out, password, and the scope in which they see figures."""
