"""The taxonomy Forsa starts with: concepts, labels and relations, written for Iraq.

Three CSV files lie beside this page (UTF-8, comma, a header row):

- `concepts.csv`: `uri,kind,isco,description_en`. `kind` is skill, knowledge, language, licence,
  occupation or unit_group; `isco` is the ISCO-08 unit group of occupations and unit groups,
  else empty; the description may be empty.
- `labels.csv`: `uri,language,kind,label`. Languages are en, ar, ckb, da, sv and nb; every concept
  has one preferred label in each of the first three. Hidden labels are found and never shown.
- `relations.csv`: `from_uri,kind,to_uri`. Essential and optional lead from an occupation to a
  skill, broader from a concept to a broader one, related from a concept to its like.

A URI that begins with http is the one of the same concept in ESCO v1.1.1, so the release can be
loaded over these files. ESCO has no concept for the others (`urn:forsa:…`). Labels and
descriptions are ours. Sorani is written with U+0647 for h and U+06D5 for the vowel e; it and the
Arabic wait for the review of native readers.

Source of the URIs and of the unit groups: ESCO v1.1.1, European Commission; ISCO-08, ILO.
"""
