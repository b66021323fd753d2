"""專題包: study campaigns and special actions, each in one file, that enter the year by themselves and retire by themselves."""
