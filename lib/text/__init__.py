"""What can be done with plain text alone: cleaning, sentences, slugs."""
