"""Pages for developing alone; no route of them is there in production."""
