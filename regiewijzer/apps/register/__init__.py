"""The data register: what is asked, why, of whom, until when, at what cost; and the rules before something new is asked."""
