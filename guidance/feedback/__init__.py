"""What learners say of a meeting: to its adviser, and without their name to those who run the service."""
