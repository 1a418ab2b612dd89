"""The console's pages for content: lists, editors, review, revisions."""
