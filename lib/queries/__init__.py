"""Read-only questions: a connection and filters in, a frame out."""
