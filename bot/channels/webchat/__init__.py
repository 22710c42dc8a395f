"""The salon's own web page as a channel: the outbox is its log, a page reads on from the last id it has."""
