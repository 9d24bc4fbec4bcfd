/** The article with its statements marked: one element for each segment, its looks following what is shown and lit. */

import { summaryOf } from "./card.js";
import { element, gently, stretched } from "./elements.js";
import { linesOf, segmentsOf } from "./segments.js";

const ROLES = ["content", "cue", "source"];

export class Marks {
  #segments = new Map(); // element -> its segment
  #places = new Map(); // statement -> the elements of its segments
  #firsts = new Map(); // statement -> the element that its content starts with
  #lasts = new Map(); // statement -> the element that its content ends with
  #shown = new Set();

  /** Place in the page and reading -> the article, written into the place, nothing marked yet. */
  constructor(place, reading) {
    const { text, statements, asides } = reading;
    const parts = [
      ...statements.flatMap((statement) => statement.parts.map((part) => ({ ...part, statement }))),
      ...asides.map((aside) => ({ ...aside, role: "aside" })),
    ];
    const paragraphs = segmentsOf(linesOf(text), parts).map((segments) =>
      element("p", {}, ...segments.map((segment) => this.#made(segment, text.slice(segment.start, segment.end)))),
    );
    place.replaceChildren(...stretched(paragraphs, "div", "stretch"));
  }

  #made(segment, words) {
    if (segment.parts.length === 0) return words;
    const made = element("span", {}, words);
    this.#segments.set(made, segment);
    for (const { role, statement, start, end } of segment.parts) {
      if (role === "aside") made.classList.add("aside");
      if (start === segment.start) made.classList.add(`${role}-start`);
      if (end === segment.end) made.classList.add(`${role}-end`);
      if (!statement) continue;
      if (!this.#places.has(statement)) this.#places.set(statement, []);
      this.#places.get(statement).push(made);
      if (role !== "content") continue;
      if (!this.#firsts.has(statement)) this.#firsts.set(statement, made);
      this.#lasts.set(statement, made);
    }
    return made;
  }

  /** Statements that are shown, as a Set -> nothing; the others lose their marks. */
  show(shown) {
    const changed = new Set();
    for (const [statement, places] of this.#places) {
      if (shown.has(statement) !== this.#shown.has(statement)) places.forEach((place) => changed.add(place));
    }
    this.#shown = shown;
    changed.forEach((place) => this.#dress(place));
  }

  #dress(place) {
    const parts = this.#partsAt(place);
    for (const role of ROLES) place.classList.toggle(role, parts.some((part) => part.role === role));
    const contents = parts.filter((part) => part.role === "content").map((part) => part.statement);
    const first = contents.findLast((statement) => this.#firsts.get(statement) === place);
    set(place, "role", first && "link");
    set(place, "tabindex", first && "-1");
    set(place, "aria-description", first && summaryOf(first));
    const ending = contents.filter((statement) => this.#lasts.get(statement) === place);
    set(place, "data-number", ending.map((statement) => statement.number).join(" "));
  }

  #partsAt(place) {
    return this.#segments.get(place).parts.filter((part) => this.#shown.has(part.statement));
  }

  /** Element of the page -> the shown statement whose mark it lies in, of several the one with the shortest part; or null. */
  statementAt(target) {
    const place = target.closest?.("span");
    if (!this.#segments.has(place)) return null;
    const parts = this.#partsAt(place).sort((one, other) => one.end - one.start - (other.end - other.start));
    return parts[0]?.statement ?? null;
  }

  /** Statement, name of a class, and whether it is to have it -> nothing. */
  light(statement, name, lit) {
    for (const place of this.#places.get(statement) ?? []) place.classList.toggle(name, lit);
  }

  /** Statement -> the element that its content starts with. */
  first(statement) {
    return this.#firsts.get(statement);
  }

  /** Statement -> nothing; its content is brought into view. */
  reveal(statement) {
    this.first(statement).scrollIntoView({ block: "center", behavior: gently() });
  }
}

function set(place, attribute, value) {
  if (value) place.setAttribute(attribute, value);
  else place.removeAttribute(attribute);
}
