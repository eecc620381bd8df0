"""PDF files → `Source`: paragraphs from printed lines, tables, annotations, and where on the page each stands."""
