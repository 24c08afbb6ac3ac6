"""What the words of posts and pages tell, without a network and mostly without knowing their language."""
