"""The parts of the first revision. History: never change what a database has run."""
