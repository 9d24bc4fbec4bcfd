/**
 * Which statements are shown: a least confidence, and for each facet the values that are left out.
 *
 * A facet counts, beside each value, the statements that would be shown if only the other facets chose.
 */

import { USUALLY_HIDDEN } from "./reading.js";

/** The facets, in the order of the audit. */
export const FACETS = ["grade", "kind", "outlet", "speaker", "source_type", "mode", "section"];

export class Filters {
  constructor(statements) {
    this.statements = statements;
    this.reset();
  }

  /** Nothing -> nothing; the usual view again. */
  reset() {
    this.least = 0;
    this.hidden = Object.fromEntries(FACETS.map((facet) => [facet, new Set(USUALLY_HIDDEN[facet])]));
  }

  /** Nothing -> whether this is the usual view. */
  get usual() {
    return this.least === 0 && FACETS.every((facet) => {
      const usual = USUALLY_HIDDEN[facet] ?? [];
      return this.hidden[facet].size === usual.length && usual.every((value) => this.hidden[facet].has(value));
    });
  }

  /** Facet, value, and whether its statements are wanted -> nothing. */
  choose(facet, value, wanted) {
    if (wanted) this.hidden[facet].delete(value);
    else this.hidden[facet].add(value);
  }

  /** Facet and the one value that is wanted, of all its values -> nothing. */
  chooseOnly(facet, value, values) {
    this.hidden[facet] = new Set(values.filter((other) => other !== value));
  }

  /** Facet -> nothing; all its values are wanted. */
  chooseAll(facet) {
    this.hidden[facet].clear();
  }

  /** Nothing -> the statements that are shown, as a Set, and for each facet the count of each value. */
  apply() {
    const shown = new Set();
    const counts = Object.fromEntries(FACETS.map((facet) => [facet, new Map()]));
    const add = (facet, statement) => {
      const value = statement.facts[facet];
      counts[facet].set(value, (counts[facet].get(value) ?? 0) + 1);
    };
    for (const statement of this.statements) {
      if (statement.confidence < this.least) continue;
      const against = FACETS.filter((facet) => this.hidden[facet].has(statement.facts[facet]));
      if (against.length === 0) {
        shown.add(statement);
        for (const facet of FACETS) add(facet, statement);
      } else if (against.length === 1) {
        add(against[0], statement);
      }
    }
    return { shown, counts };
  }
}
