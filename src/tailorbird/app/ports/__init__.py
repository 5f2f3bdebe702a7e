"""What the use cases need from the world, as protocols that the adapters fulfil."""
