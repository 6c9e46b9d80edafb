"""What needs several documents at once."""
