"""The rules, pure: state + law + act + time → facts or a refusal. No I/O, no clock, no framework."""
