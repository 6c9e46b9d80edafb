"""The quality gate: annotators measured against gold, and floors under what was measured that only rise.

`python -m tests.quality` measures every set that is there; `--help` says what else it does.
"""
