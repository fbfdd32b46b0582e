"""Who did what and when: one event per write."""
