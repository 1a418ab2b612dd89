"""Everything that a worker reads, apart from published content."""
