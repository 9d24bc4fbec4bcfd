/**
 * The answer of the service as the page uses it: each statement with the facts it is grouped and filtered by.
 *
 * Members that a service does not give yet are filled from those that it gives; values that nobody knows yet pass through.
 */

/** What a fresh view shows, as the API does by default: no thoughts, no links to other articles. */
export const USUALLY_HIDDEN = { mode: ["thought"], section: ["related"] };

/** Answer, and the article's text as it was sent -> the reading that the page shows. */
export function readingOf(answer, sent) {
  return {
    text: answer.text ?? sent.replace(/^\ufeff/, ""),
    statements: answer.statements.map(statementOf),
    asides: [...answer.credits, ...(answer.notes ?? [])],
    warnings: answer.warnings,
    imprint: imprintOf(answer.page ?? {}),
    answer,
  };
}

/** What a web page says of itself -> whose it is, who wrote it and when, in one line; empty where it says nothing. */
function imprintOf({ publisher, byline, date }) {
  return [publisher, byline, date].filter(Boolean).join(" · ");
}

function statementOf(told, index) {
  const parts = told.contents.map((span) => ({ role: "content", ...span }));
  if (told.cue) parts.push({ role: "cue", ...told.cue });
  if (told.source) parts.push({ role: "source", ...told.source });
  return {
    index,
    number: index + 1,
    told,
    parts,
    confidence: told.confidence,
    facts: {
      grade: gradeOf(told.speaker),
      kind: told.kind,
      outlet: told.outlet?.name ?? "",
      speaker: told.speaker?.name ?? "",
      source_type: told.speaker?.source_type ?? "",
      section: told.section,
      mode: told.mode,
    },
  };
}

function gradeOf(speaker) {
  if (!speaker) return "none";
  if (speaker.anonymous) return "withheld";
  return speaker.grade ?? "named";
}
