"""The typed queries: the only way in for actions."""
