"""Every field of every model is classed PERSONAL or PLAIN, and a model may be AUDITED.

A model of ours states two sets of field names, `PERSONAL` and `PLAIN`, which together are exactly its fields, and
`AUDITED = True` where `pghistory.track` writes its history. `tests/ground/test_privacy.py` fails on any that does not.
PERSONAL drives erasure, log filters and scrubbed copies.
"""
