"""How often a passphrase may be tried before the door rests a little; counted in memory, by digest, and forgotten soon."""

from hashlib import blake2b
from secrets import token_bytes

from anyio import CapacityLimiter
from limits import RateLimitItemPerDay, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from holdspace.domain.people import Private, folded

_WINDOW = 10  # minutes
_OF_A_NAME = RateLimitItemPerMinute(10, _WINDOW)
_FROM_AN_ADDRESS = RateLimitItemPerMinute(60, _WINDOW)
_CODES_OF_SOMEBODY = RateLimitItemPerDay(30)  # of a million; three are right at any moment
_AT_ONCE = 2  # passphrases tried at the same time: each takes much memory
_FILES_AT_ONCE = 1  # brought in: the largest one, several times over while it is read, is all the memory they may take


class Patience:
    """Counts tries; names and addresses are never kept, only a digest under a key of this process."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._salt = token_bytes(16)
        self.trying = CapacityLimiter(_AT_ONCE)
        self.bringing = CapacityLimiter(_FILES_AT_ONCE)

    def allows(self, name: str, address: str) -> bool:
        """Whether one more passphrase may be tried for a name, from an address; counts it."""
        tries = ((_OF_A_NAME, folded(Private(name))), (_FROM_AN_ADDRESS, address))
        return all(self._limiter.hit(most, self._digest(who)) for most, who in tries)

    def allows_code(self, who: str) -> bool:
        """Whether one more code may be tried today for somebody; counts it."""
        return self._limiter.hit(_CODES_OF_SOMEBODY, self._digest(f"codes of {who}"))

    def _digest(self, who: str) -> str:
        """Return what stands for a name or an address while it is counted."""
        return blake2b(who.encode(errors="replace"), key=self._salt).hexdigest()
