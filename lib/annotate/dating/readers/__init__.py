"""What each class of time expression means, a file a class."""
