"""The data of the service: words, rules, outlets and learned weights, and the only readers of their files."""
