"""Which services a school has chosen, for which year groups."""
