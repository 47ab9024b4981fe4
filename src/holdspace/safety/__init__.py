"""How risk is heard; what is said, and never said, because of it; people to turn to. Pure."""
