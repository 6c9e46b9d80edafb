"""The days of a clause: printed in the calendar, or counted from something that has a day."""
