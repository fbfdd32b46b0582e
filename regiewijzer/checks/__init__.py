"""Rules across messages and extracts, run on the ledger."""
