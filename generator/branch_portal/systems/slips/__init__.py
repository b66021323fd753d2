"""提醒單: the year's work as numbered slips, one for each solar term or month, frozen once they are issued."""
