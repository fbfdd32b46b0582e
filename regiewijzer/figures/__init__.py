"""What a user sees: Figure, passport, value states, scope, findings. Plain frozen types."""
