"""How often one machine or one token may ask; counted in this process."""

from __future__ import annotations

from fastapi import HTTPException, Request
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

LIMITER = MovingWindowRateLimiter(MemoryStorage())
WRONG_TRIES = parse("30/minute")  # from one machine, with a token that does not count


def check_often(rate: RateLimitItem, who: str) -> None:
    """Answers 429 once `who` has asked too often."""
    if not LIMITER.hit(rate, who):
        raise HTTPException(429, headers={"Retry-After": str(rate.get_expiry())})


def count_wrong_try(request: Request) -> None:
    """From this machine, with a token that does not count. Answers 429 after too many."""
    check_often(WRONG_TRIES, request.client.host if request.client else "")
