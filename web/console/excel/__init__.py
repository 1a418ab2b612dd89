"""Export, templates and import of Excel workbooks."""
