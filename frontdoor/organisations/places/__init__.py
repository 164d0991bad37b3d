"""Where a postcode, an outcode or a town is."""
