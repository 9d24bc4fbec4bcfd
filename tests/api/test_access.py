"""Who may ask, and how often."""

import hashlib
import re
import subprocess
import sys
import time

import pytest

from service.api.keys import KeysError, read_entries
from service.api.rates import Rates

NDJSON = "application/x-ndjson"


def entry(name, key):
    return f"{name}:{hashlib.sha256(key.encode()).hexdigest()}"


def bearer(key):
    return {"Authorization": f"Bearer {key}"}


@pytest.fixture(scope="module")
def guarded(start):
    return start(API_KEYS=f"{entry('desk', 'key-of-the-desk')},{entry('archive', 'key-of-the-archive')}")


@pytest.fixture(scope="module")
def rationed(start):
    entries = ",".join(entry(name, f"key-of-{name}") for name in ("one", "two", "three", "four", "five"))
    return start(API_KEYS=entries, RATE_LIMIT_PER_MINUTE="5")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": ""},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer "},
        {"Authorization": "Bearer key-of-the-des"},
        {"Authorization": "Bearer KEY-OF-THE-DESK"},
        {"Authorization": "Basic key-of-the-desk"},
        {"Authorization": "key-of-the-desk"},
        {"Authorization": "Bearer é"},
        {"X-Api-Key": "key-of-the-desk"},
    ],
    ids=repr,
)
@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/v1/attributions"), ("POST", "/v1/attributions/batch"), ("GET", "/v1/info")]
)
def test_without_a_key_nobody_is_answered(guarded, method, path, headers):
    answer = guarded.ask(method, path, b"a", Content_Type="text/plain", **headers)
    assert answer.status == answer.json()["status"] == 401
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(("key", "name"), [("key-of-the-desk", "desk"), ("key-of-the-archive", "archive")])
@pytest.mark.parametrize("scheme", ["Bearer", "bearer"])
def test_each_key_opens_and_the_log_tells_its_name(guarded, key, name, scheme):
    answer = guarded.post("a", Authorization=f"{scheme} {key}")
    assert answer.status == 200
    (line,) = guarded.journal(answer.headers["x-request-id"])
    assert line["key"] == name
    assert key not in guarded.log.read_text()


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics", "/openapi.yaml", "/openapi.json", "/"])
def test_health_figures_contract_and_page_need_no_key(guarded, path):
    assert guarded.get(path).status == 200


def test_keys_change_without_a_restart(start, tmp_path):
    file = tmp_path / "keys"
    file.write_text(f"# of the desk\n{entry('desk', 'old')}\n")
    service = start(API_KEYS_FILE=str(file), WEB_CONCURRENCY="1")  # which has then seen every change, even the one before a slip

    def statuses():
        return [service.get("/v1/info", **bearer(key)).status for key in ("old", "new")]

    assert statuses() == [200, 401]
    file.write_text(f"{entry('desk', 'old')}\n{entry('desk', 'new')}  # takes over\n")
    assert statuses() == [200, 200]
    file.write_text(f"{entry('desk', 'new')}\n")
    assert statuses() == [401, 200]
    file.write_text("desk:nonsense\n")
    assert statuses() == [401, 200], "a slip in the file locks nobody out"
    file.unlink()
    assert statuses() == [401, 200]
    log = service.log.read_text()
    assert "keys_kept" in log
    assert "nonsense" not in log


def test_a_made_key_opens(start):
    made = subprocess.run([sys.executable, "-m", "service.api.keys", "desk"], capture_output=True, text=True, check=True).stdout
    key, line = re.findall(r": +(\S+)$", made, re.MULTILINE)
    assert len(key) >= 40
    assert read_entries(line, "here") == (("desk", hashlib.sha256(key.encode()).digest()),)


@pytest.mark.parametrize(
    "text", ["", "# none\n", "desk", "desk:abc", f"de sk:{'0' * 64}", f"desk:{'0' * 64} more", f"desk:{'G' * 64}"]
)
def test_entries_that_are_none_are_refused_without_being_repeated(text):
    with pytest.raises(KeysError) as raised:
        read_entries(text, "here")
    assert "here" in str(raised.value)
    assert not text or text not in str(raised.value)


def test_a_key_sends_as_many_articles_as_it_may_over_all_workers(rationed):
    began = time.monotonic()
    answers = [rationed.post("a", **bearer("key-of-one")) for _ in range(12)]
    come_back = int((time.monotonic() - began) // 12)  # one in twelve seconds, which a slow machine may need
    assert 5 <= [answer.status for answer in answers].count(200) <= 5 + come_back
    refused = next(answer for answer in reversed(answers) if answer.status != 200)
    assert refused.status == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 12
    assert refused.json()["retry_after"] == int(refused.headers["retry-after"])


def test_one_key_takes_nothing_from_another(rationed):
    for _ in range(8):
        rationed.post("a", **bearer("key-of-two"))
    assert rationed.post("a", **bearer("key-of-three")).status == 200


def test_every_article_of_a_batch_counts(rationed):
    answer = rationed.ask("POST", "/v1/attributions/batch", b'{"text": "a"}\n' * 8, Content_Type=NDJSON, **bearer("key-of-four"))
    lines = [line.count('"status": 429') for line in answer.text.splitlines()]
    assert lines == [0] * 5 + [1] * 3


def test_only_articles_count(rationed):
    for _ in range(8):
        assert rationed.get("/v1/info", **bearer("key-of-five")).status == 200
        assert rationed.get("/v1/outlets?limit=1", **bearer("key-of-five")).status == 200
    assert rationed.post("a", **bearer("key-of-five")).status == 200


def test_health_and_figures_are_not_rationed(rationed):
    assert {rationed.get("/healthz").status for _ in range(20)} == {200}
    assert {rationed.get("/metrics").status for _ in range(20)} == {200}


def test_what_was_spent_comes_back_with_time():
    rates, began, spent = Rates(600), time.monotonic(), 0  # ten a second

    def spend():
        """Nothing -> seconds to wait, once all is spent that there is by now."""
        nonlocal spent
        while not (wait := rates.spend("desk")):
            spent += 1
        return wait

    wait = spend()
    assert 600 <= spent <= 600 + 10 * (time.monotonic() - began)
    assert wait <= 0.1
    before = spent
    time.sleep(wait)
    assert spend() <= 0.1
    assert before < spent <= 600 + 10 * (time.monotonic() - began)


def test_more_names_are_counted_than_there_can_be_keys():
    rates = Rates(1)
    assert [rates.spend(str(name)) for name in range(200)] == [0.0] * 200
    assert all(rates.spend(str(name)) > 0 for name in range(200))
