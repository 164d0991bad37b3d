"""The register of advisers: what they are able to do, and who has seen it proved."""
