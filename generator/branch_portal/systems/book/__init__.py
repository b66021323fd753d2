"""一書: the operation guides, the carriers 三本六盒一證, the blank forms, and the documents that all of them rest on."""
