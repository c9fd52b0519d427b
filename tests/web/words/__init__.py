"""Tests of the pages of own words."""
