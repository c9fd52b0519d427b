"""What pages, mails and commands read of skills; for the shell alone. One module for each noun."""
