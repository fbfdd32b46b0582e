"""What the pages of the monitor show, worked out: templates only place it."""
