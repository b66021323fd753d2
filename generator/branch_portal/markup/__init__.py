"""HTML in what people write in Markdown: which of it may be published, and where the rest stands in its file.

Knows Markdown and HTML, and nothing of the portal's records.
"""
