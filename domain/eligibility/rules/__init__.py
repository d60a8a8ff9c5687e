"""The named checks of the rules in regulations/data/rules: each measures one thing on a day."""
