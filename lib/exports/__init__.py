"""What leaves the screen as a file: rows in, bytes out, the same bytes for the same rows; no Streamlit, no SQL."""
