"""The words everyone here uses. Values only: no I/O, no clock, no chance."""
