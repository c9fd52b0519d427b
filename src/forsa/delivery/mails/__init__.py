"""What messages say: one module for each reader. Written from ids when they are sent."""
