"""The loop that every command runs through: load, judge the time, decide, record, move money, write."""
