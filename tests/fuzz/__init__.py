"""What runs long: made input and made accidents, many of them, each from a seed that makes it again."""
