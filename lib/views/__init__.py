"""DataFrame in, figure, map or escaped HTML out; no Streamlit, no SQL."""
