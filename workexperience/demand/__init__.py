"""What is looked for and not found, beside what there is: for the hubs that find employers."""
