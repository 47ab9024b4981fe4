"""The record: guests' visits in memory, and what people keep, sealed so that only they can read it."""
