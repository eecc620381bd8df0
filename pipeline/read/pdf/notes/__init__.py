"""Reviewers' annotations as comments, and what they hang on."""
