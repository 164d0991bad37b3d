"""Booking a meeting: whom somebody can meet and when, and a booking that is moved or cancelled."""
