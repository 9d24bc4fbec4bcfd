/** A statement as a card: its words, the way they took, how sure it is; and, opened, why it was decided so. */

import { element } from "./elements.js";
import { named, percent } from "./words.js";

/** Statement -> one line that tells who said it, in what form and how sure that is. */
export function summaryOf(statement) {
  const { told, facts } = statement;
  const way = told.chain.map((link) => link.name).reverse().join(", via ") || named("speaker", "");
  const anonymous = facts.grade === "withheld" ? ", anonymous" : "";
  return `Statement ${statement.number}: ${way}${anonymous}; ${named("kind", facts.kind)}; confidence ${percent(told.confidence)}`;
}

/** Statement -> its card, closed; the button in it opens and closes. */
export function cardOf(statement) {
  const { told } = statement;
  const head = element(
    "button",
    { type: "button", class: "card-head", "aria-expanded": "false", tabindex: "-1" },
    element("span", { class: "number" }, element("span", { class: "unseen" }, "Statement "), String(statement.number)),
    element("span", { class: "card-words" }, wordsOf(told)),
  );
  return element("li", { class: "card" }, head, chainOf(statement), tagsOf(statement));
}

/** Card, its statement, and whether it is to be open -> nothing; what the opened card tells is made when it is first needed. */
export function openCard(card, statement, open) {
  card.querySelector(".card-head").setAttribute("aria-expanded", String(open));
  let details = card.querySelector(".details");
  if (!details && open) card.append((details = detailsOf(statement)));
  if (details) details.hidden = !open;
}

function wordsOf(told) {
  return told.kind === "direct" ? `“${told.text}”` : told.text;
}

function chainOf({ told, facts }) {
  if (told.chain.length === 0) return element("p", { class: "chain nobody" }, named("speaker", ""));
  const links = told.chain.map((link, index) =>
    element(
      "li",
      { class: link.type === "outlet" ? "link outlet" : "link" },
      link.name,
      index === told.chain.length - 1 && facts.grade === "withheld" ? element("strong", { class: "badge" }, "Anonymous") : null,
    ),
  );
  return element("ol", { class: "chain", "aria-label": "The way the words took, from the nearest to the origin" }, ...links);
}

function tagsOf({ told, facts }) {
  const tags = [named("kind", facts.kind)];
  if (facts.mode !== "speech") tags.push(named("mode", facts.mode));
  if (told.act !== "state") tags.push(named("act", told.act));
  if (told.medium) tags.push(mediumOf(told.medium));
  if (facts.section !== "body") tags.push(named("section", facts.section));
  return element(
    "p",
    { class: "tags" },
    sureness(told.confidence),
    ...tags.flatMap((tag) => [element("span", { class: "separator", "aria-hidden": "true" }, "·"), element("span", {}, tag)]),
  );
}

function sureness(confidence) {
  const bar = element("span", { class: "bar", "aria-hidden": "true" });
  bar.style.setProperty("--share", confidence);
  return element("span", { class: "sureness" }, bar, element("span", { class: "unseen" }, "Confidence "), percent(confidence));
}

const mediumOf = (medium) => medium.name ?? named("medium", medium.kind);

function detailsOf(statement) {
  const { told, facts } = statement;
  const { speaker, outlet } = told;
  const rows = [
    ["Who", speaker?.description],
    ["What they are", speaker && kindsOf(speaker, facts)],
    ["Named here as", told.source && `“${told.source.text}”`],
    ["Why no name", speaker?.withheld_because && `“${speaker.withheld_because.text}”`],
    ["Cue", told.cue && `“${told.cue.text}”`],
    ["Through", outlet && [outlet.name, outlet.domain, outlet.country].filter(Boolean).join(" · ")],
    ["By way of", told.medium && mediumOf(told.medium)],
    ["Stands in", `${named("section", facts.section)}, line ${told.line}`],
    ["Same as", told.same_as && `Statement ${told.same_as.replace(/^s/, "")}, which it shortens`],
  ];
  const list = element("dl", {}, ...rows.filter(([, told]) => told).flatMap(([name, told]) => [element("dt", {}, name), element("dd", {}, told)]));
  return element("div", { class: "details" }, list, whyOf(told.reasons ?? []));
}

function kindsOf({ type, source_type: source }, { grade }) {
  const kinds = [named("speaker_type", type), named("grade", grade)];
  if (source && source !== "other") kinds.push(named("source_type", source));
  return [...new Set(kinds)].join(" · ");
}

/** Reasons -> a table of them, each with its pull towards or away from the statement. */
function whyOf(reasons) {
  if (reasons.length === 0) return null;
  const rows = reasons.map(({ step, rule, detail, weight }) =>
    element(
      "tr",
      {},
      element("td", {}, detail, element("small", {}, `${step}: ${rule}`)),
      element("td", { class: "weight" }, weight === 0 ? "" : `${weight > 0 ? "+" : "−"}${Math.abs(weight).toFixed(1)}`),
    ),
  );
  return element(
    "table",
    { class: "why" },
    element("caption", {}, "Why this was decided"),
    element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "Reason"), element("th", { scope: "col" }, "Pull"))),
    element("tbody", {}, ...rows),
  );
}
