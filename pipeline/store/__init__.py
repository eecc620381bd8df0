"""Storing what was read: records as JSON files, and the database that is built from them."""
