"""Streamlit pieces that every page shares; the only user of session state and of the link."""
