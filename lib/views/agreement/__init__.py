"""The agreement's clauses, days and implementation, drawn."""
