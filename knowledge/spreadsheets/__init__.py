"""Content as Excel workbooks: export, templates, and import as drafts."""
