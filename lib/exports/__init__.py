"""What leaves the screen as a file: rows in, bytes out, each saying inside which view it shows; no Streamlit."""
