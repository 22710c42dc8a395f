"""Points 积分 (product.md F): earned, spent, ending; a ledger of lots that explains itself."""
