"""What comes in and goes out: readers, writers, and the command that runs articles from one to the other."""
