"""Search: pages folded, cut into passages and written as small files that a browser asks for one by one."""
