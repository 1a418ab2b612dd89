"""Parts of the revision that brings the staff console."""
