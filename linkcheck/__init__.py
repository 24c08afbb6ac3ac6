"""Find what is wrong with the links, the sourcing and the pictures of posts."""

__version__ = "0.1.0"
