"""Trains the small model of the senses from public data and our own sentences."""
