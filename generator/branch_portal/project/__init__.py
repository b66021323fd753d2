"""What people write, as one book: kinds of record, how they are loaded, what of them is complete, published, announced."""
