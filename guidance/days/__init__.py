"""An adviser’s day, and booking for somebody else: by the adviser, or by staff for who phones or walks in."""
