"""Word files: text of the accepted version, tracked changes, comments, tables."""
