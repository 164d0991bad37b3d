"""What counts, and why something does not: rules over the facts of activities, and the days that a measure looks at."""
