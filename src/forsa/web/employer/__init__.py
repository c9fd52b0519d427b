"""Pages of employers' members: their vacancies, and the people put before them."""
