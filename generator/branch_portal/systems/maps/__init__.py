"""一圖: each branch's home and its year as a map, with how often it must meet and how far the records say it is."""
