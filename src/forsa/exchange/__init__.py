"""The outside's formats: files that come in and go out."""
