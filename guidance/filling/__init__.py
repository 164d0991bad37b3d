"""Free times of bought advisers are given to a list of pupils in one pass: when not, who gets which, who is left and why."""
