"""Settings by name: their types, their sections, and how they are written."""
