"""An employer is checked once, and every school can trust it."""
