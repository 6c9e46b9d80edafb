"""The articles and the outlets as a library keeps them."""
