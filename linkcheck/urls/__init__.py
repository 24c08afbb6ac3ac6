"""Addresses: what authors wrote made absolute, and what is known of an address without asking anybody."""
