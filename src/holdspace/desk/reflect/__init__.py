"""Reflect: the words and the pure reckoning of a therapist's own pages, which no client and no keeper sees."""
