"""Making a return: start it, its facts, its answers and notes, check them."""
