"""Deeds that touch several domains: one function, one transaction, one call a domain.

Pages, the API, commands and jobs call these; a contract keeps them from calling the parts.
"""
