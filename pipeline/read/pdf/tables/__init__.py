"""Tables of pages, ruled all round or across only, and over page breaks."""
