"""How a document's lines are set: columns, running heads, paragraphs."""
