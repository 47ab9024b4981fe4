"""Tools that make what the voice ranks its lines by."""
