"""How what a build makes takes the place of what stood there: `target` says what may be replaced, `unfinished` replaces it.

Works on folders alone and knows neither the portal's data nor the site builder.
"""
