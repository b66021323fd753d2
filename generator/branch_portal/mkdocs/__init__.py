"""MkDocs: the only room that imports it. `plugin` is what it calls, `website` what one build knows."""
