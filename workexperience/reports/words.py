"""What is said of a report's end. Pure."""

# To whoever reported it.
CAME_OF_IT = {
    "fine": "We looked into it and found that nothing has to change.",
    "changed": "The employer has changed the offer.",
    "closed": "The offer has been taken off the list.",
}
