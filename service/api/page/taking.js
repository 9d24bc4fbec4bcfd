/** Takes the statements along: as JSON to the clipboard, as CSV to a file. Made in the page; nothing is sent. */

import { element } from "./elements.js";

const COLUMNS = [
  ["id", (told) => told.id],
  ["kind", (told) => told.kind],
  ["mode", (told) => told.mode],
  ["act", (told) => told.act],
  ["section", (told) => told.section],
  ["line", (told) => told.line],
  ["text", (told) => told.text],
  ["source", (told) => told.source?.text],
  ["speaker", (told) => told.speaker?.name],
  ["description", (told) => told.speaker?.description],
  ["speaker_type", (told) => told.speaker?.type],
  ["grade", (told) => told.speaker?.grade],
  ["anonymous", (told) => told.speaker?.anonymous],
  ["outlet", (told) => told.outlet?.name],
  ["chain", (told) => told.chain.map((link) => link.name).join(" > ")],
  ["confidence", (told) => told.confidence],
];

// What a spreadsheet would take for a formula (OWASP, CSV injection); an article can start a statement with any of these.
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** Answer, and the statements that are shown, as a Set -> the answer with those alone, as JSON. */
export function jsonOf(answer, shown) {
  const statements = [...shown].map((statement) => statement.told);
  const ids = new Set(statements.map((told) => told.id));
  const among = (groups) =>
    groups
      .map((group) => ({ ...group, statements: group.statements.filter((id) => ids.has(id)) }))
      .filter((group) => group.statements.length > 0);
  const { summary, ...rest } = answer; // counts all statements, not those shown
  const taken = { ...rest, statements, speakers: among(answer.speakers), outlets: among(answer.outlets) };
  return JSON.stringify(taken, null, 2);
}

/** Statements that are shown, as a Set -> a table of them as CSV (RFC 4180), each cell quoted, no cell a formula. */
export function csvOf(shown) {
  const rows = [...shown].map(({ told }) => COLUMNS.map(([, of]) => of(told)));
  return [COLUMNS.map(([name]) => name), ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** Text -> nothing; it is in the clipboard. Throws where the browser does not let it in. */
export async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Browsers give no clipboard to a page that came over plain HTTP from another machine; this older way still works there.
  const field = element("textarea", { class: "unseen", "aria-hidden": "true", tabindex: "-1" });
  field.value = text;
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  if (!copied) throw new Error("the browser refused");
}

/** Text and the name of a file -> nothing; the browser saves it. */
export function save(text, name) {
  // With the mark, spreadsheets read UTF-8 as such.
  const address = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000); // ms; some browsers read it only after the click
}

function cell(value) {
  const text = String(value ?? "");
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
