"""A learner takes their record away: PDF and JSON."""
