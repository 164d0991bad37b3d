"""The register: institutions, councils, hubs, employers; memberships and joining; areas, places, working days; access."""
