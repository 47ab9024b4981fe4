"""The therapist's front door; it opens when there is something shared to see."""
