"""Questionnaires as reviewed data, what is reckoned from answers, and when one may be asked at all."""
