"""Backend of Lending library."""
