/** The source audit: for each facet a small chart whose rows are also its filter. */

import { adjust, element, write } from "./elements.js";
import { FACETS } from "./filters.js";
import { counted, named, percent } from "./words.js";

const TITLES = {
  grade: "Who is named",
  kind: "In whose words",
  outlet: "Outlets",
  speaker: "Speakers",
  source_type: "Kinds of source",
  mode: "How it was said",
  section: "Part of the page",
};

// The order in which values stand; those not in it come after, the most frequent first.
const ORDER = {
  outlet: [""],
  grade: ["named", "role", "collective", "withheld", "none"],
  kind: ["direct", "mixed", "indirect"],
  mode: ["speech", "writing", "thought"],
  section: ["headline", "body", "caption", "label", "list", "related"],
};

// Shares of a whole are seen best in one bar; the other facets compare many values.
const WHOLE = new Set(["grade", "kind"]);

// Of the others, these tell least.
const RESTS = new Set(["other", ""]);

const FIRST_ROWS = 6; // rows of a facet before "show all"

export class Audit {
  #rows = new Map(); // facet -> Map of value -> {row, box, count, bar, slice}
  #charts = new Map(); // facet -> its element

  /** Place in the page, filters, and what to do when one is changed -> the charts, without figures yet. */
  constructor(place, filters, changed) {
    this.filters = filters;
    this.changed = changed;
    const { counts } = filters.apply();
    const all = Object.fromEntries(FACETS.map((facet) => [facet, ordered(filters.statements, facet, counts[facet])]));
    const told = FACETS.filter((facet) => all[facet].some((value) => value !== ""));
    place.replaceChildren(...told.map((facet) => this.#chart(facet, all[facet])));
  }

  #chart(facet, values) {
    const rows = new Map(values.map((value) => [value, this.#row(facet, value, values)]));
    this.#rows.set(facet, rows);
    const id = `facet-${facet}`;
    const list = element("ul", {}, ...[...rows.values()].map(({ row }) => row));
    const heading = element("h3", { id }, TITLES[facet]);
    const all = element("button", { type: "button", class: "plain all", hidden: true }, "All", element("span", { class: "unseen" }, ` of ${TITLES[facet]}`));
    all.addEventListener("click", () => this.#change(() => this.filters.chooseAll(facet)));
    const whole = WHOLE.has(facet) ? element("div", { class: "whole", "aria-hidden": "true" }, ...[...rows.values()].map(({ slice }) => slice)) : null;
    const chart = element("section", { class: "facet", "aria-labelledby": id }, element("header", {}, heading, all), whole, list);
    chart.dataset.facet = facet;
    if (values.length > FIRST_ROWS + 1) chart.append(shortened([...rows.values()].slice(FIRST_ROWS), values.length));
    this.#charts.set(facet, { all });
    return chart;
  }

  #row(facet, value, values) {
    const label = named(facet, value);
    const box = element("input", { type: "checkbox" });
    box.addEventListener("change", () => this.#change(() => this.filters.choose(facet, value, box.checked)));
    const only = element("button", { type: "button", class: "plain only" }, "only", element("span", { class: "unseen" }, ` ${label}`));
    only.addEventListener("click", () => this.#change(() => this.filters.chooseOnly(facet, value, values)));
    const count = element("span", { class: "count" });
    const slice = element("span", { class: "slice", "data-value": value });
    const bar = element("span", { class: "bar", "aria-hidden": "true" });
    const swatch = element("span", { class: "slice swatch", "data-value": value, "aria-hidden": "true" });
    const name = element("span", { class: "name", title: label }, label);
    const told = WHOLE.has(facet) ? [box, swatch, name, count] : [box, name, count, bar];
    const row = element("li", { "data-value": value }, element("label", {}, ...told), values.length > 1 ? only : null);
    return { row, box, count, bar, slice };
  }

  #change(choose) {
    choose();
    this.changed();
  }

  /** For each facet the count of each value -> nothing; the charts show them. */
  show(counts) {
    for (const [facet, rows] of this.#rows) {
      const hidden = this.filters.hidden[facet];
      const most = Math.max(1, ...counts[facet].values());
      let whole = 0;
      for (const [value, number] of counts[facet]) if (!hidden.has(value)) whole += number;
      for (const [value, { row, box, count, bar, slice }] of rows) {
        const number = counts[facet].get(value) ?? 0;
        const wanted = !hidden.has(value);
        box.checked = wanted;
        row.classList.toggle("unwanted", !wanted);
        row.classList.toggle("zero", number === 0);
        write(count, WHOLE.has(facet) && wanted && whole ? `${number} · ${percent(number / whole)}` : String(number));
        adjust(bar, "--share", number / most);
        adjust(slice, "--share", wanted ? number : 0);
      }
      this.#charts.get(facet).all.hidden = hidden.size === 0;
    }
  }
}

/** Statements that are shown, as a Set -> what they amount to, in one line. */
export function figuresOf(shown) {
  const different = (facet) => new Set([...shown].map((statement) => statement.facts[facet]).filter(Boolean)).size;
  const figures = [[shown.size, "statement"], [different("speaker"), "speaker"], [different("outlet"), "outlet"]];
  return figures.map(([number, of]) => counted(number, of)).join(", ");
}

/** Statements, a facet, and the counts of its values in the usual view -> its values in the order in which they stand. */
function ordered(statements, facet, counts) {
  const values = new Set(statements.map((statement) => statement.facts[facet]));
  const count = (value) => counts.get(value) ?? 0;
  const order = ORDER[facet] ?? [];
  const place = (value) => (order.includes(value) ? order.indexOf(value) : order.length + (RESTS.has(value) ? 1 : 0));
  return [...values].sort((one, other) => place(one) - place(other) || count(other) - count(one));
}

function shortened(later, count) {
  const more = element("button", { type: "button", class: "plain more" }, `Show all ${count}`);
  for (const { row } of later) row.classList.add("later");
  more.addEventListener("click", () => {
    for (const { row } of later) row.classList.remove("later");
    more.remove();
  });
  return more;
}
