"""Working days: weekends, bank holidays and the school terms of a council."""
