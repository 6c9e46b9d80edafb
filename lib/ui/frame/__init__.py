"""What stands round every page: navigation, the first start, filters, who gets in."""
