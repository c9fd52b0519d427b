"""Pages of people who look for work: jobs that may suit them, meetings, what we know of them."""
