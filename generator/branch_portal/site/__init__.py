"""The site as pages, files and navigation, whatever renders it; addresses, templates and links that all rooms share."""
