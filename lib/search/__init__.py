"""Search: a query language over sentences, an index of them in memory, and the words of a sentence that were found."""
