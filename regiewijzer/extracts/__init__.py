"""Extracts: tables that suppliers deliver as CSV or Excel, read into rows in our words with findings, and back."""
