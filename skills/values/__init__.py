"""Values of the skills package: what travels, frozen. One module for each noun."""
