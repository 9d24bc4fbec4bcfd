/** The review page: takes an article in, asks the service, shows the answer. Nothing outlives the page. */

import { Audit, figuresOf } from "./audit.js";
import { byId, element } from "./elements.js";
import { Filters } from "./filters.js";
import { Intake } from "./intake.js";
import { List } from "./list.js";
import { Marks } from "./marks.js";
import { readingOf } from "./reading.js";
import { Refusal, Unreachable, attribute, readInfo, useKey } from "./service.js";
import { copy, csvOf, jsonOf, save } from "./taking.js";
import { Ties } from "./ties.js";
import { percent } from "./words.js";

let info = null; // what the service takes, once it has told
let stopping = null; // stops the request under way
let review = null; // {reading, filters, marks, list, audit, ties, shown}

const intake = new Intake({ taken: read, told: (words) => notify(words ? [["problem", words]] : []) });

byId("key").addEventListener("input", () => useKey(byId("key").value));
byId("stop").addEventListener("click", () => stopping?.abort());
byId("again").addEventListener("click", () => view("intake"));
byId("copy").addEventListener("click", takeJson);
byId("csv").addEventListener("click", () => save(csvOf(review.shown), "statements.csv"));
byId("reset").addEventListener("click", () => {
  review.filters.reset();
  byId("sure").value = 0;
  refresh();
});
byId("sure").addEventListener("input", () => {
  review.filters.least = byId("sure").valueAsNumber / 100;
  refresh();
});
for (const button of document.querySelectorAll("[name=group]")) {
  button.addEventListener("change", () => {
    review.list.group(button.value);
    refresh();
  });
}
for (const tab of document.querySelectorAll("button[data-panel]")) tab.addEventListener("click", () => panel(tab.dataset.panel));

introduce();

async function introduce() {
  try {
    info = await readInfo();
    byId("engine").textContent = `Version ${info.version}, ${info.engine.tagger} tagger, lexicon ${info.engine.lexicon}`;
  } catch (error) {
    if (error instanceof Refusal && error.status === 401) askForKey();
    else if (!(error instanceof Refusal || error instanceof Unreachable)) throw error;
  }
}

function askForKey() {
  byId("key-field").hidden = false;
}

async function read(article) {
  if (!(article.text ?? article.html).trim()) {
    notify([["problem", "There is no article yet: paste one, drop a file here or open one."]]);
    byId("text").focus();
    return;
  }
  stopping = new AbortController();
  busy(true);
  notify([]);
  try {
    if (!info) await introduce();
    const answer = await attribute(article, info, stopping.signal);
    show(readingOf(answer, article.text ?? ""));
  } catch (error) {
    notify([["problem", problemOf(error)]]);
  } finally {
    busy(false);
  }
}

function problemOf(error) {
  if (error.name === "AbortError") return "Stopped.";
  if (error instanceof Refusal) {
    if (error.status === 401) {
      askForKey();
      byId("key").focus();
    }
    return error.wait ? `${error.message} Try again in ${error.wait} seconds.` : error.message;
  }
  if (error instanceof Unreachable) return "The service cannot be reached. Is it still running?";
  throw error;
}

function show(reading) {
  review?.ties.end();
  const filters = new Filters(reading.statements);
  const marks = new Marks(byId("text-marked"), reading);
  const list = new List(byId("list"), reading.statements);
  const audit = new Audit(byId("facets"), filters, refresh);
  const ties = new Ties({ article: byId("text-marked"), marks, listed: byId("list"), list, peek: byId("peek") });
  review = { reading, filters, marks, list, audit, ties };
  byId("imprint").textContent = reading.imprint;
  byId("imprint").hidden = !reading.imprint;
  list.group(document.querySelector("[name=group]:checked").value);
  byId("sure").value = 0;
  refresh();
  view("review");
  notify(reading.warnings.map(({ detail }) => ["warning", detail]));
  say(`${figuresOf(review.shown)} found.`);
}

function refresh() {
  const { filters, marks, list, audit, ties } = review;
  const { shown, counts } = filters.apply();
  review.shown = shown;
  marks.show(shown);
  list.show(shown);
  audit.show(counts);
  ties.show(shown);
  byId("figures").textContent = figuresOf(shown);
  byId("sure-value").textContent = percent(filters.least);
  byId("reset").disabled = filters.usual;
  byId("none-shown").hidden = shown.size > 0;
}

async function takeJson() {
  try {
    await copy(jsonOf(review.reading.answer, review.shown));
    say("The statements are in the clipboard as JSON.");
    notify([["done", "Copied."]]);
  } catch {
    notify([["problem", "The browser does not let this page copy; the CSV can be downloaded."]]);
  }
}

function view(name) {
  document.body.dataset.view = name;
  byId("intake").hidden = name !== "intake";
  byId("review").hidden = name !== "review";
  byId("again").hidden = name !== "review";
  notify([]);
  if (name === "intake") byId("text").focus();
  else {
    panel(matchMedia("(min-width: 48rem)").matches ? "statements" : "article"); // the article is there at any rate where it is wide
    scrollTo(0, 0);
    byId("main").focus({ preventScroll: true });
  }
}

function panel(name) {
  byId("review").dataset.panel = name;
  for (const tab of document.querySelectorAll("button[data-panel]")) {
    tab.setAttribute("aria-pressed", String(tab.dataset.panel === name));
  }
}

function busy(is) {
  document.body.classList.toggle("busy", is);
  byId("read").disabled = is;
  byId("stop").hidden = !is;
  if (is) say("Reading the article.");
}

function notify(notices) {
  byId("notices").replaceChildren(
    ...notices.map(([kind, words]) => element("p", { class: `notice ${kind}`, role: kind === "problem" ? "alert" : null }, words)),
  );
}

function say(words) {
  byId("status").textContent = words;
}
