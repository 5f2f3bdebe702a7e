"""What a buyer asked to be made: the specification, and how order files of others become one."""
