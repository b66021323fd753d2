"""brands."""
