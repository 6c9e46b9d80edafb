"""The grammar of commitments: who, what, by when, on what condition."""
