"""What articles report of an agreement's clauses: which report is of which clause, and how far each has been carried out."""
