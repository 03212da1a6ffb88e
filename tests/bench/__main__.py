"""`python -m tests.bench [NAME]...`: run the measurements, each a module here with a function main()."""

import importlib
import pkgutil
import sys

import tests.bench

names = sys.argv[1:] or [found.name for found in pkgutil.iter_modules(tests.bench.__path__)]
for name in names:
    if name != "__main__":
        importlib.import_module(f"tests.bench.{name}").main()
