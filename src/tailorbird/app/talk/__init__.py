"""What the parties of any case can say to each other and to the platform, and the proof of what was sent."""
