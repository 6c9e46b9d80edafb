"""What articles state: facts put together over outlets, and where they differ."""
