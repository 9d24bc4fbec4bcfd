/** Takes an article in: pasted, typed, dropped on the page or opened from a file. */

import { byId } from "./elements.js";
import { counted } from "./words.js";

const MARKUP = /^\s*(<\?xml[^>]*>\s*)?(<!--[^]*?-->\s*)*<(!doctype html|html|head|body|article|main|div|p|section)\b/i;

/** A file that is no text. */
export class NoText extends Error {}

export class Intake {
  /** What to do with an article ({text or html, title, publisher}) and with words that the person should read. */
  constructor({ taken, told }) {
    this.told = told;
    this.field = byId("text");
    this.isHtml = byId("is-html");
    this.field.addEventListener("input", () => this.#changed());
    byId("intake").addEventListener("submit", (event) => {
      event.preventDefault();
      taken(this.article);
    });
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) byId("intake").requestSubmit();
    });
    byId("open").addEventListener("click", () => byId("file").click());
    byId("file").addEventListener("change", () => this.#takeFile(byId("file").files[0]));
    byId("example").addEventListener("click", async () => this.fill(await (await fetch("/page/example.txt")).text()));
    this.#listenForDrops();
  }

  /** Nothing -> the article as the service takes it; members that are empty are left out. */
  get article() {
    const given = { [this.isHtml.checked ? "html" : "text"]: this.field.value.toWellFormed() };
    for (const name of ["title", "publisher"]) {
      const value = byId(name).value.trim();
      if (value) given[name] = value;
    }
    return given;
  }

  /** Text of an article, or its HTML -> nothing; it stands in the field. */
  fill(text) {
    this.field.value = text;
    this.#changed();
    this.field.focus();
    this.field.setSelectionRange(0, 0);
    this.field.scrollTop = 0;
  }

  #changed() {
    const text = this.field.value;
    this.isHtml.checked = MARKUP.test(text.slice(0, 10_000)); // a page says so at its start
    byId("length").textContent = counted(text.length, "character");
  }

  async #takeFile(file) {
    byId("file").value = "";
    if (!file) return;
    try {
      this.fill(decoded(new Uint8Array(await file.arrayBuffer())));
      this.told("");
    } catch (error) {
      if (!(error instanceof NoText)) throw error;
      this.told(`“${file.name}” is not text. Save the article as text or HTML, or copy and paste it.`);
    }
  }

  #listenForDrops() {
    const over = (is) => document.body.classList.toggle("dropping", is);
    const welcome = (event) => document.body.dataset.view === "intake" && event.dataTransfer;
    addEventListener("dragover", (event) => {
      if (!welcome(event)) return;
      event.preventDefault();
      over(true);
    });
    addEventListener("dragleave", (event) => event.relatedTarget === null && over(false));
    addEventListener("drop", (event) => {
      if (!welcome(event)) return;
      event.preventDefault(); // else the browser would leave the page for the file
      over(false);
      const [file] = event.dataTransfer.files;
      if (file) this.#takeFile(file);
      else this.fill(event.dataTransfer.getData("text/plain"));
    });
  }
}

/** Bytes of a file -> its text: UTF-16 where a mark says so, else UTF-8, else Windows-1252. Throws NoText for a binary file. */
export function decoded(bytes) {
  const mark = bytes[0] * 256 + bytes[1];
  if (mark === 0xfffe) return new TextDecoder("utf-16le").decode(bytes);
  if (mark === 0xfeff) return new TextDecoder("utf-16be").decode(bytes);
  if (bytes.includes(0)) throw new NoText();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
