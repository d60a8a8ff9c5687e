"""More cases than a page holds and than anybody counts: every one is still reached."""

from __future__ import annotations

import re

from tests.filling import fill
from tests.playing import at_opinions
from tests.web.site import plain

MANY = 130
OPENED = re.compile(r'href="/cases/(BN-2026-\d+)')
NEXT = re.compile(r'href="(/inbox\?[^"]+)">Trang sau')


def test_a_long_desk_is_counted_to_a_hundred_and_paged_to_its_end(site):
    at_opinions(site.app)
    fill(site.app.engine, MANY)
    reader = site.person("hlinhnie")
    page, found, pages = reader.see("/inbox"), [], 1
    assert plain(page).count("Chờ xử lý 100+") == 1
    assert "100+" in page.partition("<main")[0]  # the badge of every page
    assert "Chờ xử lý 100+" in plain(reader.see("/today"))
    found += dict.fromkeys(OPENED.findall(page.partition("<main")[2]))
    while following := NEXT.search(page):
        page, pages = reader.see(following[1].replace("&amp;", "&")), pages + 1
        found += dict.fromkeys(OPENED.findall(page.partition("<main")[2]))
    assert pages == 3
    assert len(found) == len(set(found)) == MANY
