"""字體版本: the site in Traditional and in Simplified characters, the second made from the first.

Everything here works on finished text or files and knows neither the office's data nor the site builder.
"""
