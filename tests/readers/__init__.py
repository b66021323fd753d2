"""Programs of others that read our feeds, each in the same terms."""
