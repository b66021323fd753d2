"""先鋒服務: how each kind of service is done, what to open on which warning, and the campaigns that followed."""
