"""A service says what it sells, answers orders, and sees what schools have used."""
