"""The engines of domestic desktops' older browsers, as they were, and the floor that scripts and styles keep for them."""
