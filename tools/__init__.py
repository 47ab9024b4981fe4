"""What the checks and the keepers of this repository run by hand."""
