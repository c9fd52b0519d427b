"""Messages out of the outbox: written at the last moment, sent, tried again, or given up."""
