"""How people join an organisation: invited, or by asking; and how they leave."""
