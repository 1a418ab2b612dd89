"""What happened in the console: a page with filters, and its export."""
