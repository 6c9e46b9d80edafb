"""What outlets say beside one another, drawn."""
