"""Finding names, typing them, and telling whose they are."""
