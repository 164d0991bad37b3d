"""Who has looked: one row a look, written in the request that showed somebody."""
