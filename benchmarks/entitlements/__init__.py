"""What each pupil should have and by when: done, in hand, not yet; and the lists of those who still need it."""
