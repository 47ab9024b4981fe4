"""Later, elsewhere, one at a time: locks now, jobs and replicas when there are any."""
