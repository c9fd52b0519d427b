"""Pages that strangers may open."""
