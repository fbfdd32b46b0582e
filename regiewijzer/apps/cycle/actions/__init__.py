"""Everything that writes items of the cycle: one transaction, one change that is kept, one audit event."""
