"""Pages that are pictures of text: their skew undone, recognised, and their tables."""
