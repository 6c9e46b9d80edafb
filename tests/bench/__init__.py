"""How fast the desk is, each figure beside a reference measured in the same run."""
