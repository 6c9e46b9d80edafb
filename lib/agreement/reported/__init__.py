"""What articles report of an agreement's clauses: which report is of which, and how far each is carried out."""
