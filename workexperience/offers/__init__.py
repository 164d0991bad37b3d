"""What employers offer, and the rules about ages and hours."""
