"""The reference for page speed: one bar chart and one table of constants, nothing else."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

ROWS = pd.DataFrame({"name": ["one", "two", "three"], "count": [3, 2, 1]})

st.title("Reference")
least = st.selectbox("At least", [1, 2, 3], key="least")
rows = ROWS[ROWS["count"] >= least]
st.plotly_chart(go.Figure(go.Bar(x=rows["name"], y=rows["count"])))
st.dataframe(rows)
