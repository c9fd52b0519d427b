"""Pages of an office: its day, its people, what waits to be decided, vacancies to check."""
