"""Two records of one person become one, and may come apart again for 30 days."""
