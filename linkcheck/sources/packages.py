"""Which folders hold other people's packages: nobody means their posts who does not name them."""

from __future__ import annotations

import os
import re

# What npm, Bower, jspm and pip call the folders of what they install; nobody writes posts in one.
_NAMES = frozenset({"node_modules", "bower_components", "jspm_packages", "site-packages", "__pypackages__"})
# Bundler's folder has a name of two parts, for `vendor` alone may hold one's own.
_BUNDLER = ("vendor", "bundle")
# PEP 405: this file makes a folder a virtual environment, whatever its name.
_ENVIRONMENT = "pyvenv.cfg"


def is_package_folder(path: str) -> bool:
    """Say whether a folder is one that a program fills with packages."""
    above, name = os.path.split(os.path.abspath(path))
    is_bundle = (os.path.basename(above), name) == _BUNDLER
    return name in _NAMES or is_bundle or os.path.lexists(os.path.join(path, _ENVIRONMENT))


def is_in_packages(path: str, *, named: str) -> bool:
    """Say whether a path leads through or into such a folder that the glob which found it does not name."""
    parts, spelled = path.split(os.sep), frozenset(re.split(r"[/\\]", named))
    return any(
        part not in spelled and is_package_folder(os.sep.join(parts[:count]))
        for count, part in enumerate(parts, 1)
        if part
    )
