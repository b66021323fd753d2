"""The only room that writes YAML: `patch` changes a file, `append` lengthens a list, `flow` is a value on one line."""
