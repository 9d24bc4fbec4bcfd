/** The list beside the article: the statements as cards, grouped by who said them or by the outlet they came through. */

import { cardOf, openCard } from "./card.js";
import { adjust, element, gently, stretched, write } from "./elements.js";
import { counted, named } from "./words.js";

const GAP = 8; // CSS pixels between the panel's head and a card that is brought into view

export class List {
  #cards = new Map(); // statement -> its card
  #statements = new Map(); // card -> its statement
  #groups = []; // {element, count, statements}

  /** Place in the page and statements -> the list, not grouped yet. */
  constructor(place, statements) {
    this.place = place;
    for (const statement of statements) {
      const card = cardOf(statement);
      this.#cards.set(statement, card);
      this.#statements.set(card, statement);
    }
  }

  /** "speaker", "outlet" or "none" -> nothing; the cards stand in groups, the largest first, or all in the order of the text. */
  group(by) {
    const found = Map.groupBy(this.#cards.keys(), (statement) => (by === "none" ? "" : statement.facts[by]));
    const groups = [...found].sort(([, one], [, other]) => other.length - one.length);
    this.#groups = groups.map(([value, statements]) => {
      const count = element("span", { class: "count" });
      const heading = by === "none" ? null : element("h3", {}, named(by, value), count);
      const about = by === "speaker" ? statements.find((statement) => statement.told.speaker?.description) : null;
      const stretches = stretched(statements.map((statement) => this.#cards.get(statement)), "ol", "cards");
      const made = element("section", {}, heading, about && element("p", { class: "about-speaker" }, about.told.speaker.description), ...stretches);
      return { made, count, statements, stretches };
    });
    this.place.replaceChildren(...this.#groups.map((group) => group.made));
  }

  /** Statements that are shown, as a Set -> nothing; the other cards, and groups without any, are hidden. */
  show(shown) {
    for (const [statement, card] of this.#cards) card.hidden = !shown.has(statement);
    for (const { made, count, statements, stretches } of this.#groups) {
      const number = statements.filter((statement) => shown.has(statement)).length;
      made.hidden = number === 0;
      write(count, counted(number, "statement"));
      for (const stretch of stretches) {
        const held = [...stretch.children].filter((card) => !card.hidden).length;
        stretch.hidden = held === 0;
        adjust(stretch, "--held", held);
      }
    }
  }

  /** Nothing -> the shown statements in the order in which the cards stand. */
  get order() {
    return this.#groups.flatMap((group) => group.statements).filter((statement) => !this.#cards.get(statement).hidden);
  }

  /** Element of the page -> the statement whose card it lies in, or null. */
  statementAt(target) {
    return this.#statements.get(target.closest?.(".card")) ?? null;
  }

  /** Statement, name of a class, and whether its card is to have it -> nothing. */
  light(statement, name, lit) {
    this.#cards.get(statement).classList.toggle(name, lit);
  }

  /** Statement, and whether its card is to be open -> nothing. */
  open(statement, open) {
    openCard(this.#cards.get(statement), statement, open);
  }

  /** Statement -> the button that opens its card. */
  first(statement) {
    return this.#cards.get(statement).querySelector(".card-head");
  }

  /** Statement -> nothing; its card is brought into view, the article stays where it is. */
  reveal(statement) {
    const card = this.#cards.get(statement).getBoundingClientRect();
    const panel = this.place.parentElement;
    const top = this.place.previousElementSibling.getBoundingClientRect().bottom;
    const scroller = panel.scrollHeight > panel.clientHeight ? panel : document.scrollingElement; // a phone has no panels
    const bottom = Math.min(innerHeight, panel.getBoundingClientRect().bottom);
    if (card.top < top || card.bottom > bottom) scroller.scrollBy({ top: card.top - top - GAP, behavior: gently() });
  }
}
