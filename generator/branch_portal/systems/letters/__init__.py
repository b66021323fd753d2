"""三色督辦單: letters about what is due, green, yellow and red, numbered without gaps and frozen when issued."""
