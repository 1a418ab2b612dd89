"""The staff console: content, review, people and audit, under ``/console``."""
