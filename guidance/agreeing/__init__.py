"""Whose yes a meeting of a child needs: a parent or carer says it themselves or to the school, and a school says its own."""
