"""The grammar of time expressions and its calendar arithmetic."""
