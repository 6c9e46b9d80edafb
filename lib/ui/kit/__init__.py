"""What every page is put together from: its link, its data, tables, evidence."""
