"""What reports of a clause are compared by: words by their stems and deeds, and agreements made ready for it."""
