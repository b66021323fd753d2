"""The only room that writes YAML: `patch` changes a file, `change` does so for a few values, `append` lengthens a list, `flow` is a value on one line."""
