"""From a `Site` to what is published: `publication` has the steps, `target` says what may be replaced, `unfinished` replaces it.

`tree` is the site as a documentation tree for another builder; the web site's pages are made in `mkdocs/`.
"""
