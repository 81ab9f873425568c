"""Backend of Plant Diary API."""
