"""Schools ask employers, and no employer is swamped."""
