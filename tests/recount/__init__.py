"""The desk's numbers counted a second time, from the contract's records alone and without any of the desk's queries."""
