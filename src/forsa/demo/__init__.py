"""A made-up world, built through the same deeds as the real one; nobody in it is anybody."""
