"""What a page prints: its characters, their boxes, and the lines that they make."""
