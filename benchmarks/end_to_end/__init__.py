"""The whole way as people and servers go it: files, commands, ranking, pages over HTTP."""
