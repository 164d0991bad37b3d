"""When an adviser can meet people: weekly hours, changes, and the free times computed from them."""
