"""What pages of the data register show, in the language of the page."""
