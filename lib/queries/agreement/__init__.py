"""What is to be done by when, how far it is carried out, and the days for a calendar."""
