"""How much may be sent, counted here or in Redis."""

from __future__ import annotations

import pytest

from ops.ports import HOST, free_ports
from web.core.errors import TooManyMessagesError
from web.core.limits import Limits, network_of


@pytest.fixture(params=["memory", "redis"])
def url(request: pytest.FixtureRequest, redis_url: str) -> str | None:
    """Where it is counted."""
    return redis_url if request.param == "redis" else None


async def test_each_session_and_each_address_has_its_own(url: str | None) -> None:
    limits = Limits("2/minute", "3/minute", url)
    for _ in range(2):
        await limits.count_session("a")
    with pytest.raises(TooManyMessagesError) as raised:
        await limits.count_session("a")
    assert 1 <= raised.value.retry_after <= 60
    await limits.count_session("b")
    for _ in range(3):
        await limits.count_address("a")
    with pytest.raises(TooManyMessagesError):
        await limits.count_address("a")


async def test_room_is_told_without_being_used(url: str | None) -> None:
    limits = Limits("1/minute", "2/minute", url)
    for _ in range(5):
        assert await limits.has_room("a")
    for _ in range(2):
        await limits.count_address("a")
    assert not await limits.has_room("a")
    assert await limits.has_room("b")


async def test_replicas_count_together(redis_url: str) -> None:
    one, other = (Limits("1/minute", "1/minute", redis_url) for _ in range(2))
    await one.count_session("a")
    with pytest.raises(TooManyMessagesError):
        await other.count_session("a")


async def test_without_redis_a_replica_counts_for_itself() -> None:
    (nobody,) = free_ports(1)
    limits = Limits("1/minute", "1/minute", f"redis://{HOST}:{nobody}/0")
    await limits.count_session("a")
    with pytest.raises(TooManyMessagesError):
        await limits.count_session("a")


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unknown", "unknown"),
    ],
)
def test_one_household_is_one_address(address: str, network: str) -> None:
    assert network_of(address) == network
