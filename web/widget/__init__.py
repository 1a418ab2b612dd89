"""The chat widget for unions' web pages: its files, and a page that shows it."""
