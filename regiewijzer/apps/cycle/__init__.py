"""The policy cycle: from a question to a measured effect, and back."""
