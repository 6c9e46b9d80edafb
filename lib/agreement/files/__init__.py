"""Files to text: plain text, web pages, PDF and DOCX."""
