"""One offer as everybody may read it: the page, what machines read of it, and its days for a calendar."""
