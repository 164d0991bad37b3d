"""A learner's plan, and what helps them: theirs to write, to change and to delete."""
