"""Custom actions: look up published content and answer with one envelope."""
