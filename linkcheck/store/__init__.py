"""What is kept between runs: the pictures that were seen, in one SQLite file.

`pictures.ImageStore` is the way in.
"""
