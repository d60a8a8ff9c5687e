"""No test fails by chance: what another thread of the process does is no fault of a test."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from hypothesis import given, settings
from hypothesis import strategies as st


@contextmanager
def another_draws() -> Iterator[None]:
    """A server of another test, still alive, draws random numbers all the while."""
    over = Event()

    def draws() -> None:
        while not over.wait(0.0001):
            random.random()

    thread = Thread(target=draws)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def test_random_numbers_of_another_thread_fail_no_search():
    @settings(max_examples=5)
    @given(st.data())
    def searched(data: st.DataObject) -> None:
        data.draw(st.lists(st.dates(), min_size=50))

    with another_draws():
        searched()
