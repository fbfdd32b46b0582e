"""What pages of editions show, in words."""
