"""What a learner asks an institution's data lead: about a look, or to put something right."""
