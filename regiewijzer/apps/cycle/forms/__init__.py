"""Forms of the policy cycle."""
