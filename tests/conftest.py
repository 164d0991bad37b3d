"""Fixtures that every room's tests share: people with meaning, and the organisations they belong to.

amina  careers leader of the made-up school `here`
bryn   teacher there, reads only
hana   head there
cora   careers leader of another made-up school, `elsewhere`
hugo   works for the Careers Hub of both schools' council
dee    works for the department
"""
