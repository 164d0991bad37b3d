"""The invented bodies and people of demo mode. Every row is marked `made_up`; no real body is touched."""
