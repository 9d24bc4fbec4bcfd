"""Measurements that anyone can repeat; each folder has a README with its command."""
