"""Cues, marks and speakers: the parts that quotes are read from."""
