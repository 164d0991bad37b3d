"""Files that are loaded by a worker while their uploader watches: the import of the register, and later of pupils.

A room names its loader in `settings.JOBS`; `start` keeps the upload, the worker runs the loader in one transaction.
"""
