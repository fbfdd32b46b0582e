"""The ledger of the care chain: append-only record, rebuildable cache, as-of views."""
