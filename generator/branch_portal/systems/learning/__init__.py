"""學習平台: lessons and courseware, each a file with the record that answers for it."""
