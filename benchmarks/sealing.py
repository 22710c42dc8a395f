"""What sealing costs beside the raw cipher: `python -m benchmarks.sealing`."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core.kit.crypto import Keyring, new_key

ROUNDS = 20_000
PLACE = "members.name:K7M2QX4P"


def _microseconds(call: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(5):
        began = time.process_time()
        for _ in range(ROUNDS // 5):
            call()
        best = min(best, (time.process_time() - began) / (ROUNDS // 5) * 1e6)
    return best


def main() -> None:
    key, nonce, place = new_key(), os.urandom(12), PLACE.encode()
    ring, raw = Keyring({1: key}, new_key()), AESGCM(key)
    for name, text in (("a name", "欧阳翡翠"), ("a dialog's state of 3 kB", "预约" * 500)):
        plain = text.encode()
        cipher, sealed = raw.encrypt(nonce, plain, place), ring.seal(text, PLACE)
        print(
            f"{name}: seal {_microseconds(lambda t=text: ring.seal(t, PLACE)):.1f} µs"
            f" (raw {_microseconds(lambda p=plain: raw.encrypt(nonce, p, place)):.1f}),"
            f" unseal {_microseconds(lambda s=sealed: ring.unseal(s, PLACE)):.1f} µs"
            f" (raw {_microseconds(lambda c=cipher: raw.decrypt(nonce, c, place)):.1f})"
        )
    print(f"index {_microseconds(lambda: ring.index('+8613900001234', 'members.phone')):.1f} µs")


if __name__ == "__main__":
    main()
