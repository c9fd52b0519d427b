"""Pages of own words that mean no concept yet, for offices and those who run the service."""
