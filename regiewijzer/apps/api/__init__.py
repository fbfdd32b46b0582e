"""The interface for programs: `/api/v1`, after the NL API Design Rules, one token per organisation."""
