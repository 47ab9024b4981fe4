"""Tunes the encoder that hears danger by meaning; needed by nobody who only runs Holdspace."""
