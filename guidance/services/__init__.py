"""An organisation that gives guidance, and the places where its advisers meet people."""
