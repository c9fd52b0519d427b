"""Values of the matching package: what travels, frozen. One module for each noun."""
