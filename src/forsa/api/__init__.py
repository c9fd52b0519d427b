"""The JSON API, version 1: the same deeds as the pages, for programs."""
