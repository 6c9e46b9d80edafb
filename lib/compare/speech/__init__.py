"""Who is said to have said what, put together over outlets."""
