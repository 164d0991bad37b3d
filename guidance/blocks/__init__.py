"""Blocks of adviser time: ordered by a school, confirmed by the service, drawn down by each meeting that is booked."""
