"""What the outlets say beside one another."""
