"""How well and how fast words lead to concepts, and the learning of the re-ranking.

python -m benchmarks.lookup --data FOLDER
python -m benchmarks.lookup.desk
python -m benchmarks.lookup.training --data FOLDER --out skills/lookup
"""
