"""Answers that the records give: counted live while a return is open, frozen when it is signed."""
