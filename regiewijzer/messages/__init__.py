"""iJw messages: bytes to rows in our words with findings, and back."""
