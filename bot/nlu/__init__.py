"""Rasa NLU components that understand how Henan workers write."""
