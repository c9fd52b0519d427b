"""Commands: everything that a person at a terminal can ask of Forsa."""
