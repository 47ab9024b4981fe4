"""The person's long view: plan, measures, goals, story and patterns."""
