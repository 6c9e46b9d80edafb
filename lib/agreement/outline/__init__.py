"""Layout to points: what stands where in an agreement, before a sentence of it is understood."""
