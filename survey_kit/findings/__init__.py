"""What may be said of released values: findings as sentences, each tied to the cells that it rests on."""
