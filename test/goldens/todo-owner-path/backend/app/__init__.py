"""Backend of the to-do application."""
