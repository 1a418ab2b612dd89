"""Parts of the revision that lets imports be reviewed as a whole."""
