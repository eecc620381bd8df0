"""The graph of all plans, seen from one node outward."""
