"""Every address of the site is looked at as a page, or is said to be none."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from tests.browser.kinds import KINDS, NOT_PAGES, ON_THE_WAY


def names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    """Walk through the names of every address but those of Django's admin."""
    for one in patterns:
        if isinstance(one, URLResolver):
            if one.app_name != "admin":
                yield from names(one.url_patterns)
        elif one.name:
            yield one.name


def test_every_address_is_a_kind_of_page_or_said_to_be_none() -> None:
    looked_at = {kind.name for kind in KINDS if kind.status == 200} | {"socialaccount_login_error"}
    assert set(names(get_resolver().url_patterns)) == looked_at | set(ON_THE_WAY) | set(NOT_PAGES)
    assert not looked_at & (set(ON_THE_WAY) | set(NOT_PAGES))


def test_each_example_stands_once() -> None:
    paths = [(kind.path, kind.role) for kind in KINDS]
    assert len(paths) == len(set(paths))
