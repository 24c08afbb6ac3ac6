"""Pictures: from bytes to fingerprints in processes of their own, and which links show one picture.

`workers.PictureWorkers` is the way in; only the worker processes import Pillow.
"""
