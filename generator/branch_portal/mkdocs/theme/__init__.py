"""The portal's theme for MkDocs: Material with our header, our words and our settings."""
