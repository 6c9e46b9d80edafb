"""What is told of something agreed: the questions that a row may ask of a clause, and the day of what it tells."""
