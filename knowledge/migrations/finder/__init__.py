"""The parts of the second revision. History: never change what a database has run."""
