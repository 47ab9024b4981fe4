"""Who may see what: one pure question, asked in one place."""
