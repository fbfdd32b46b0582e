"""Pages of the policy cycle."""
