/** Ties the marks of the article and the cards of the list: what is pointed at, focused or chosen here is lit there. */

import { cardOf, openCard } from "./card.js";

export class Ties {
  #focused = null; // the statement that has the focus
  #lit = null; // the statement under the pointer or, where there is none, the one that has the focus
  #chosen = null; // the statement whose card is open
  #ending = new AbortController();
  #stops = new Map(); // side -> the one element of it that the tab key stops at

  /** The article's place and marks, the list's place and cards, and the place for the chosen card on a small screen. */
  constructor({ article, marks, listed, list, peek }) {
    this.marks = marks;
    this.list = list;
    this.peek = peek;
    const listen = (place, type, act) => place.addEventListener(type, act, { signal: this.#ending.signal });
    for (const [place, side] of [[article, marks], [listed, list]]) {
      listen(place, "pointerover", (event) => this.#point(side.statementAt(event.target)));
      listen(place, "pointerleave", () => this.#point(null));
      listen(place, "focusin", (event) => this.#focus(side, event.target));
      listen(place, "focusout", () => (this.#focused = null));
    }
    listen(article, "click", (event) => this.#chooseInText(event));
    listen(article, "keydown", (event) => this.#keyInText(event));
    listen(listed, "click", (event) => this.#chooseInList(event));
    listen(listed, "keydown", (event) => this.#keyInList(event));
  }

  /** Nothing -> nothing; it no longer listens, since another article is read. */
  end() {
    this.choose(null);
    this.#ending.abort();
  }

  /** Statements that are shown, as a Set -> nothing; what is no longer shown is let go, and the tab key finds a place to stop. */
  show(shown) {
    if (this.#chosen && !shown.has(this.#chosen)) this.choose(null);
    if (this.#focused && !shown.has(this.#focused)) this.#focused = null;
    if (this.#lit && !shown.has(this.#lit)) this.#point(null);
    const inText = [...shown];
    this.#stop(this.marks, this.#chosen ?? inText[0]);
    this.#stop(this.list, this.#chosen ?? this.list.order[0]);
  }

  /** Statement or null -> nothing; its card is open, and its marks are lit. */
  choose(statement) {
    if (this.#chosen) {
      this.#light(this.#chosen, "chosen", false);
      this.list.open(this.#chosen, false);
    }
    this.#chosen = statement;
    this.peek.hidden = !statement;
    this.peek.replaceChildren();
    if (!statement) return;
    this.#light(statement, "chosen", true);
    this.list.open(statement, true);
    this.#stop(this.marks, statement);
    this.#stop(this.list, statement);
    this.#showPeek(statement);
  }

  #showPeek(statement) {
    const card = cardOf(statement);
    openCard(card, statement, true);
    const head = card.querySelector(".card-head");
    head.setAttribute("tabindex", "0");
    head.addEventListener("click", () => this.choose(null));
    const list = document.createElement("ol");
    list.append(card);
    this.peek.append(list);
  }

  #point(statement) {
    const lit = statement ?? this.#focused;
    if (lit === this.#lit) return;
    if (this.#lit) this.#light(this.#lit, "pointed", false);
    this.#lit = lit;
    if (lit) this.#light(lit, "pointed", true);
  }

  #light(statement, name, lit) {
    this.marks.light(statement, name, lit);
    this.list.light(statement, name, lit);
  }

  #focus(side, target) {
    this.#focused = side.statementAt(target);
    this.#point(this.#focused);
    if (this.#focused) this.#stop(side, this.#focused);
  }

  #stop(side, statement) {
    this.#stops.get(side)?.setAttribute("tabindex", "-1");
    const place = statement && side.first(statement);
    if (!place) return;
    place.setAttribute("tabindex", "0");
    this.#stops.set(side, place);
  }

  #chooseInText(event) {
    if (!getSelection().isCollapsed) return; // words are being selected to be copied
    const statement = this.marks.statementAt(event.target);
    this.choose(statement === this.#chosen ? null : statement);
    if (this.#chosen) this.list.reveal(this.#chosen);
  }

  #chooseInList(event) {
    if (!event.target.closest(".card-head")) return;
    const statement = this.list.statementAt(event.target);
    this.choose(statement === this.#chosen ? null : statement);
    if (this.#chosen) this.marks.reveal(this.#chosen);
  }

  #keyInText(event) {
    const statement = this.marks.statementAt(event.target);
    if (!statement) return;
    const order = this.list.order.sort((one, other) => one.index - other.index);
    if (event.key === "Enter") {
      this.choose(statement);
      this.list.first(statement).focus({ preventScroll: true });
      this.list.reveal(statement);
    } else if (!this.#walk(this.marks, order, statement, { ArrowRight: 1, ArrowLeft: -1 }[event.key])) {
      return;
    }
    event.preventDefault();
  }

  #keyInList(event) {
    const statement = this.list.statementAt(event.target);
    if (!statement) return;
    if (event.key === "Escape") {
      this.marks.first(statement).focus({ preventScroll: true });
      this.marks.reveal(statement);
    } else if (!this.#walk(this.list, this.list.order, statement, { ArrowDown: 1, ArrowUp: -1 }[event.key])) {
      return;
    }
    event.preventDefault();
  }

  #walk(side, order, statement, step) {
    const next = step && order[order.indexOf(statement) + step];
    if (!next) return false;
    side.first(next).focus({ preventScroll: true });
    side.reveal(next);
    return true;
  }
}
