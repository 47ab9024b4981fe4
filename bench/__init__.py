"""Measured quality and speed; never imported by the house itself."""
