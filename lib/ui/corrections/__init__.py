"""What an analyst corrects, and the decisions so far."""
