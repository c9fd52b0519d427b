"""What the neighbours may read of skills. One module for each noun."""
