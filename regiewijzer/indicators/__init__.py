"""Indicators: definitions and ledger in, figure values out."""
