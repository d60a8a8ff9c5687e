"""The rules, pure: state + law + act + time → facts or a refusal. No I/O and no clock."""
