"""Pictures that a page draws of its own figures: where things stand, and the macros that draw them."""
