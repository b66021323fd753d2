"""For those who develop the portal: writes a new room below `systems/` that builds and passes from the first minute."""
