"""Wren, who is made up, lives sixteen weeks in the real house; what comes of it is a small book of pages."""
