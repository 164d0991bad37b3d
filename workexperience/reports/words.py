"""What is said of a report's end. Pure."""

# On tags, where the whole sentence would not fit.
KIND_TAGS = {"unsafe": "Not safe", "wrong": "Not true", "gone": "Gone", "unfair": "Unfair", "other": "Other"}
OUTCOME_TAGS = {"": "Waiting", "fine": "Nothing to change", "changed": "Changed", "closed": "Off the list"}
# To whoever reported it.
CAME_OF_IT = {
    "fine": "We looked into it and found that nothing has to change.",
    "changed": "The employer has changed the offer.",
    "closed": "The offer has been taken off the list.",
}
