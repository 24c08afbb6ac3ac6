"""What many links say together: which pages are cited, under which anchors, and whose pictures are shown."""
