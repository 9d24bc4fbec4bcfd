"""The contract as a page."""

from page.review import violations


def test_the_contract_can_be_read_by_everyone(visit):
    page = visit("/docs")
    page.locator(".opblock", has_text="/v1/outlets").locator("button.opblock-summary-control").click()
    page.wait_for_selector("tr[data-param-name=q] input")
    page.locator(".authorize").first.click()
    page.wait_for_selector(".modal-ux")
    assert violations(page) == []


def test_the_contract_can_be_read_in_the_dark_on_a_phone(visit):
    page = visit("/docs", phone=True, color_scheme="dark")
    page.locator(".opblock", has_text="/v1/outlets").locator("button.opblock-summary-control").click()
    page.wait_for_selector("tr[data-param-name=q] input")
    assert violations(page, "color-contrast") == []
    assert page.evaluate("getComputedStyle(document.querySelector('.swagger-ui')).backgroundColor") != "rgb(255, 255, 255)"


def test_an_address_can_be_tried(visit):
    page = visit("/docs")
    page.locator(".opblock-post button.opblock-summary-control").first.click()
    page.get_by_label("Body of the request").fill('{"text": "“We sail in May,” said Mayor Ada Lind."}')
    page.locator(".execute").first.click()
    answer = page.locator(".live-responses-table tbody tr").first
    assert answer.locator(".response-col_status").inner_text().startswith("200")
    assert "Ada Lind" in answer.locator(".response-col_description").inner_text()


def test_without_its_extra_the_page_says_what_to_install(start):
    """A service that cannot see the viewer, as after a plain `pip install`."""
    answer = start(app="without_docs:create_app()", TAGGER="rules", WEB_CONCURRENCY="1").get("/docs")
    assert answer.status == 404
    assert "source-attribution[docs]" in answer.json()["detail"]
    assert "/openapi.yaml" in answer.json()["detail"]
