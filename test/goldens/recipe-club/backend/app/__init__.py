"""Backend of Recipe club."""
