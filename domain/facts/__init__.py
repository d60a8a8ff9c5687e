"""What can happen to a case, one module a subject.

All of them are loaded together, so that `FACTS` (fact.py) holds every kind as soon as one is used.
"""

from importlib import import_module
from pkgutil import iter_modules

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
