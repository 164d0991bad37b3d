"""Activities and who took part: recorded once, by hand or from a file, and counted everywhere."""
