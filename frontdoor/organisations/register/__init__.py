"""The register of institutions: GIAS files in, former names and successions kept, schools found by name."""
