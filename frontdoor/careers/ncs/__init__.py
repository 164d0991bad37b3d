"""The National Careers Service's job profiles: what their JSON says, as our facts."""
