"""One search over everything that the plans say."""
