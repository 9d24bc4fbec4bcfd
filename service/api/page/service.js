/** Asks the service. The key, where one is needed, lives in this module's memory and nowhere else. */

let key = "";

/** Something the service would not do: its status, its words, and the seconds to wait where it tells them. */
export class Refusal extends Error {
  constructor(status, problem, wait) {
    const faults = (problem.errors ?? []).map((fault) => `${fault.pointer} ${fault.detail}`.trim());
    super([problem.detail ?? problem.title ?? `The service answered ${status}.`, ...faults].join(" "));
    this.status = status;
    this.wait = wait;
  }
}

/** The service cannot be reached. */
export class Unreachable extends Error {}

/** API key -> nothing; it goes with every later request. */
export function useKey(given) {
  key = given;
}

/** Nothing -> what the service is and takes. Throws Refusal and Unreachable. */
export const readInfo = () => ask("/v1/info", {});

/**
 * Article ({text or html, title, publisher}), what the service takes, and a signal that stops it -> the answer.
 *
 * Asks for every mode and every part of the page, since the page itself filters, and for offsets in the units in which
 * JavaScript counts. Throws Refusal and Unreachable.
 */
export function attribute(article, info, signal) {
  const wanted = { offset_unit: "utf16", explain: true };
  if (info) Object.assign(wanted, { modes: info.enumerations.mode, sections: info.enumerations.section });
  return ask("/v1/attributions", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ...article, ...wanted }),
    signal,
  });
}

async function ask(address, request) {
  const headers = { Accept: "application/json", ...request.headers };
  if (key) headers.Authorization = `Bearer ${key}`;
  const response = await send(address, { ...request, headers, cache: "no-store", credentials: "omit", redirect: "error" });
  if (response.ok) return response.json();
  const problem = await response.json().catch(() => ({}));
  throw new Refusal(response.status, problem, Number(response.headers.get("Retry-After")) || null);
}

async function send(address, request) {
  try {
    return await fetch(address, request);
  } catch (error) {
    throw error instanceof TypeError ? new Unreachable() : error; // what fetch throws where no answer came
  }
}
