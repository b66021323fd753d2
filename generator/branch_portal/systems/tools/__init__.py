"""小工具: whether a meeting may be held, how much dues are, and dates counted back, worked out in the reader's browser."""
