"""The head's signature: the letter and its link, signing, sending back, and the choice that the leader submits alone."""
