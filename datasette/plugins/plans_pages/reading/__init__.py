"""A document to read: its text with every fact marked, comments beside it, and the pages of a PDF file."""
