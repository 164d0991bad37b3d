"""What a reader can do next, for ten kinds of reader: plain words, the ways that are open, places near, and who helps."""
