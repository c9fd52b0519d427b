"""What pages, mails and commands read of matching; for the shell alone. One module a noun."""
