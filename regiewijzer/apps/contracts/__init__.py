"""Contracts: the registers in pages, each change a delivery to the ledger."""
