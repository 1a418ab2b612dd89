"""Who may use the console: log-in, sessions, people and their roles."""
