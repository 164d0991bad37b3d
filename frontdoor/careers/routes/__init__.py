"""Ways into work and learning: what is true of each kind, which T levels lead where, and the rows that pages show.

Pure: no Django. A career's own facts come first; what they leave open is filled from `data/route_kinds.yaml`.
"""
