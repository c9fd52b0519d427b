"""Pages of whoever runs the service: numbers, jobs, mail; nothing of anybody."""
