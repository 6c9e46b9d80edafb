"""The chart of clauses: what each sentence says that somebody does, is to do, or did, made once and read by all."""
