"""A strict lint for iCalendar feeds, ours and anybody's: RFC 5545, 7986, 9074, and what readers are known to break on."""
