"""What articles report of a duty: deed, people, days, place, and how it fares, each as a fact of its own."""
