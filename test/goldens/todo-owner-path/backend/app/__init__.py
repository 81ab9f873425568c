"""Backend of Todo Full-Stack Web Application."""
