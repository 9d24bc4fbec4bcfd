"""The review page: the article with its marks, the list, what ties them, and the charts that filter."""

import pytest
from page.articles import SHORT
from page.review import box, card, cards, facet, groups, mark, marked, panel, read, slide, violations

FORM = """(mark) => {
  const { textDecorationLine, textDecorationStyle, fontStyle, borderTopWidth } = getComputedStyle(mark);
  return [textDecorationLine, textDecorationStyle, fontStyle, borderTopWidth].join();
}"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LIND = "We will keep the lights on … All of them."


def test_an_article_is_shown_with_its_statements_marked(review):
    assert marked(review, "content")[:3] == ["Harbour to stay open all night", "We will keep the lights on", "All of them."]
    assert {"said", "told"} <= set(marked(review, "cue"))
    assert "Mayor Ada Lind" in marked(review, "source")
    assert review.locator("#text-marked").inner_text().split() == SHORT.split()


def test_roles_differ_without_colour(review):
    looks = {review.locator(f"#text-marked .{role}").first.evaluate(FORM) for role in ("content", "cue", "source")}
    assert len(looks) == 3


def test_the_list_is_grouped_by_speaker_by_outlet_or_not_at_all(review):
    assert groups(review)[0] == "Ada Lind"
    assert card(review, "keep the lights on").count() == 1
    review.check("[name=group][value=outlet]", force=True)
    assert set(groups(review)) == {"Straight to this article", "Reuters"}
    review.check("[name=group][value=none]", force=True)
    assert groups(review) == []
    assert cards(review)[:2] == ["Harbour to stay open all night", f"“{LIND}”"]


def test_the_way_of_the_words_is_a_path(review):
    way = card(review, "the night shift").locator(".chain")
    assert way.evaluate("(list) => list.localName") == "ol"
    assert [link.strip() for link in way.locator("li").all_text_contents()] == ["Reuters", "Two officials at the portAnonymous"]


def test_pointing_at_words_lights_their_card_and_the_other_way_round(review):
    mark(review, "All of them").hover()
    assert review.locator(".card.pointed .card-words").all_text_contents() == [f"“{LIND}”"]
    card(review, "the night shift").hover()
    assert review.locator("#text-marked .content.pointed").all_inner_texts() == ["that the night shift had not been paid"]
    assert "told" in review.locator("#text-marked .cue.pointed").all_inner_texts()


def test_choosing_words_opens_their_card_and_tells_why(review):
    mark(review, "the night shift").click()
    chosen = review.locator("#list .card.chosen")
    assert chosen.locator(".card-head").get_attribute("aria-expanded") == "true"
    told = chosen.inner_text()
    for words in (
        "Why this was decided",
        "they fear for their jobs",
        "reuters.com",
        "Two officials at the port",
        "Anonymous",
    ):
        assert words in told
    assert chosen.locator(".why tbody tr").count() >= 2
    lines = """cells => cells.map((cell) => {
        const all = document.createRange();
        all.selectNodeContents(cell);
        return all.getClientRects().length;
    })"""
    assert set(chosen.locator(".why th, .why .weight:not(:empty)").evaluate_all(lines)) == {1}  # no number is broken
    mark(review, "the night shift").click()
    assert review.locator("#list .card.chosen").count() == 0


def test_choosing_a_card_brings_its_words_into_view(visit):
    page = read(
        visit(viewport={"width": 1440, "height": 400}),
        SHORT + "\n\nNothing else is known." * 60 + "\n\nIt snowed, Eva Torp said.",
    )
    card(page, "It snowed").locator(".card-head").click()
    page.wait_for_timeout(1_000)  # ms; the page scrolls gently
    place = page.locator("#text-marked .content.chosen").bounding_box()
    assert 0 < place["y"] < 400


def test_the_keyboard_walks_from_statement_to_statement_and_between_text_and_list(review):
    review.locator("#text-marked [role=link]").first.focus()
    focused = "document.activeElement.textContent"
    assert review.evaluate(focused) == "Harbour to stay open all night"
    review.keyboard.press("ArrowRight")
    assert review.evaluate(focused) == "We will keep the lights on"
    assert review.locator(".card.pointed .card-words").all_text_contents() == [f"“{LIND}”"]
    review.keyboard.press("Enter")
    assert review.evaluate("document.activeElement.className") == "card-head"
    assert review.locator(".card.chosen .card-words").all_text_contents() == [f"“{LIND}”"]
    review.keyboard.press("Escape")
    assert review.evaluate(focused) == "We will keep the lights on"
    review.keyboard.press("ArrowLeft")
    assert review.evaluate(focused) == "Harbour to stay open all night"
    review.locator("#list [tabindex='0']").focus()
    before = review.evaluate(focused)
    review.keyboard.press("ArrowDown")
    assert review.evaluate(focused) != before


def test_the_tab_key_stops_once_in_the_text_and_once_in_the_list(review):
    assert review.locator("#text-marked [tabindex='0']").count() == 1
    assert review.locator("#list [tabindex='0'], #list button:not([tabindex])").count() == 1
    slide(review, 100)
    assert review.locator("#text-marked [tabindex='0'], #list [tabindex='0']").count() == 0
    slide(review, 0)
    assert review.locator("#text-marked [tabindex='0']").count() == 1


def test_a_mark_tells_a_screen_reader_who_said_it(review):
    told = mark(review, "the night shift").get_attribute("aria-description")
    assert "Two officials at the port, via Reuters, anonymous" in told
    assert "confidence" in told


# --- the charts that filter -----------------------------------------------------------------------------------------------------


def test_a_fresh_view_shows_what_the_service_answers_by_default(review, service):
    assert len(cards(review)) == len(service.post(SHORT).json()["statements"])
    assert not box(review, "mode", "Thought or hoped").is_checked()
    assert "nobody will strike" not in " ".join(marked(review, "content"))


@pytest.mark.parametrize(
    ("name", "label", "gone", "kept"),
    [
        ("kind", "Direct quote", LIND, "the night shift"),
        ("kind", "In other words", "the night shift", LIND),
        ("grade", "Anonymous", "the night shift", LIND),
        ("outlet", "Reuters", "the night shift", LIND),
        ("outlet", "Straight to this article", LIND, "the night shift"),
        ("section", "Headline", "Harbour to stay open", LIND),
        ("mode", "Written", "the wages would come", LIND),
        ("speaker", "Ada Lind", LIND, "the night shift"),
    ],
)
def test_a_value_is_left_out_of_the_text_and_of_the_list(review, name, label, gone, kept):
    panel(review, "audit")
    box(review, name, label).uncheck()
    shown = " ".join(cards(review))
    assert gone not in shown
    assert kept in shown
    assert gone.split(" …")[0] not in " ".join(marked(review, "content"))
    review.click("#reset")
    assert gone in " ".join(cards(review))


def test_thoughts_and_other_headlines_are_shown_when_asked_for(review):
    before = len(cards(review))
    box(review, "mode", "Thought or hoped").check()
    assert "that nobody will strike" in cards(review)
    box(review, "section", "Links and other headlines").check()
    assert "Ferry to sail again" in cards(review)
    assert len(cards(review)) == before + 2


def test_only_one_value_can_be_kept_and_all_be_brought_back(review):
    row = review.locator("[data-facet=outlet] li", has_text="Reuters")
    row.hover()
    row.locator(".only").click()
    assert cards(review) == ["that the night shift had not been paid"]
    review.click("[data-facet=outlet] .all")
    assert f"“{LIND}”" in cards(review)


def test_the_slider_hides_what_is_less_sure(review):
    sure = review.locator("#list .card .sureness").evaluate_all("all => all.map(one => parseInt(one.lastChild.textContent))")
    least = sorted(sure)[len(sure) // 2]
    slide(review, least)
    assert 0 < len(cards(review)) < len(sure)
    assert review.locator("#sure-value").inner_text() == f"{least} %"
    slide(review, 100)
    assert cards(review) == []
    assert review.locator("#none-shown").is_visible()
    assert marked(review, "content") == []


def test_charts_count_what_they_would_show(review):
    shown = len(cards(review))
    kinds = facet(review, "kind")
    assert sum(int(count.split(" · ")[0]) for count in kinds.values()) == shown
    assert facet(review, "mode")["Thought or hoped"] == "1"
    box(review, "kind", "Direct quote").uncheck()
    assert facet(review, "kind")["Direct quote"] == kinds["Direct quote"].split(" · ")[0]
    assert sum(int(count) for count in facet(review, "outlet").values()) == len(cards(review)) < shown
    assert review.locator("#figures").inner_text().startswith(f"{len(cards(review))} statement")


# --- everyone, everywhere -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("scheme", "phone"), [("light", False), ("dark", True)])
def test_nothing_on_the_page_keeps_anyone_out(visit, scheme, phone):
    page = visit(phone=phone, color_scheme=scheme)
    assert violations(page) == []
    read(page)
    mark(page, "the night shift").click()
    for name in ("article", "statements", "audit"):
        panel(page, name)
        assert violations(page) == []


def drawn_width(page):
    """Page -> by how much it is wider than its window, once what lately came into view is drawn."""
    page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    return page.evaluate(WIDER)


def test_no_width_makes_the_page_scroll_sideways(visit):
    page = visit()
    sizes = [{"width": width, "height": 800} for width in (320, 390, 768, 1024, 1280, 1920)]
    for size in sizes:
        page.set_viewport_size(size)
        assert (size, drawn_width(page)) == (size, 0)
    read(page, f"{SHORT}\n“{'long' * 200},” said {'Verylongname' * 40}.\n")
    for size in sizes:
        page.set_viewport_size(size)
        for name in ("article", "statements", "audit"):
            panel(page, name)
            assert (size, name, drawn_width(page)) == (size, name, 0)


def test_a_phone_shows_one_thing_at_a_time_and_the_chosen_card_below_the_text(visit):
    page = read(visit(phone=True))
    assert page.locator("#article").is_visible()
    assert not page.locator("#statements").is_visible()
    mark(page, "All of them").tap()
    peek = page.locator("#peek")
    assert LIND in peek.inner_text()
    assert "Why this was decided" in peek.inner_text()
    panel(page, "statements")
    assert page.locator("#statements").is_visible()
    assert not page.locator("#article").is_visible()
    assert not peek.is_visible()
    panel(page, "article")
    peek.locator(".card-head").tap()
    assert not peek.is_visible()


def test_on_paper_stand_the_figures_the_article_and_the_statements(visit):
    page = read(visit())
    page.emulate_media(media="print")
    for shown in ("#figures", "#text-marked", "#list", "[data-facet=kind] .whole"):
        assert page.locator(shown).is_visible(), shown
    for gone in ("#intake", "#copy", "#sure", "[data-facet=kind] input", "[data-facet=mode] [data-value=thought]", ".choice"):
        assert not page.locator(gone).first.is_visible(), gone
    assert page.pdf().startswith(b"%PDF")
