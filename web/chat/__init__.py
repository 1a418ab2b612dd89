"""The widget's JSON API."""
