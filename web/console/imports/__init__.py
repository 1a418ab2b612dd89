"""Imports as a whole: read, handed in, published, sent back or put away at once."""
