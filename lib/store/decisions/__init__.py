"""The analysts' decisions: rows that are only ever added to, on disk and as a file to take along."""
