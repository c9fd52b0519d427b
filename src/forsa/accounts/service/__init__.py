"""Deeds of accounts. One module for each noun."""
