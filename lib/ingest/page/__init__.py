"""One web page: its article's words, title, day and outlet."""
