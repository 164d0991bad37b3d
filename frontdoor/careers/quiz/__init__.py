"""The quiz: forty statements, and the careers that fit somebody's answers.

`statements`, `answers` and `matching` are pure: no Django, no database, no clock.
"""
