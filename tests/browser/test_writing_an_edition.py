"""Two people write in one part of an edition: nothing is overwritten unseen."""

from playwright.sync_api import expect

from tests.browser.conftest import Furnished
from tests.browser.kinds import EDITION


def test_of_two_who_write_in_one_part_the_second_is_told_and_keeps_the_text(furnished: Furnished) -> None:
    where = f"{furnished.address}{EDITION}del/lagre-utslapp/"
    contexts = [furnished.context(role) for role in ("strateg", "analytiker")]
    one, other = (context.new_page() for context in contexts)
    one.goto(where)
    other.goto(where)
    one.get_by_label("Orsaker").fill("Den ena säger sitt.")
    one.get_by_role("button", name="Spara", exact=True).click()
    other.get_by_label("Orsaker").fill("Den andra säger sitt.")
    other.get_by_role("button", name="Spara", exact=True).click()
    expect(other.get_by_role("alert").first).to_contain_text("Den ena säger sitt.")
    expect(other.get_by_label("Orsaker")).to_have_value("Den andra säger sitt.")
    one.reload()
    expect(one.get_by_label("Orsaker")).to_have_value("Den ena säger sitt.")
    for context in contexts:
        context.close()
