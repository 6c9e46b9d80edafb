"""Maps: places, their names, the legend, the ground under them."""
