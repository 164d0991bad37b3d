"""What a submitted return says: on the page, in print, as a file, beside earlier years and the country."""
