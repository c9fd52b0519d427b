"""How good a ranking is: measures, and a trial on made persons with peers beside it."""
