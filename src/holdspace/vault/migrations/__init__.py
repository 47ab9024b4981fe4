"""How the tables came to be, step by step; an installed Holdspace runs what is missing when it starts."""
