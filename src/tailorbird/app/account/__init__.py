"""A party's own money: topping up, withdrawing, the security deposit, exchange."""
