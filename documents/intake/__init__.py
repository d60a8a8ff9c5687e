"""What arrives as a file: is it what it says?"""
