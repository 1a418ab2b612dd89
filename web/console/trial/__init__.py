"""Try a question: what a worker would read, and why; nothing of it is kept."""
