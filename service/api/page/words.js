/** What the values of an answer are called for a person. A value added later is shown as it is written. */

const NAMES = {
  kind: { direct: "Direct quote", mixed: "Partly quoted", indirect: "In other words" },
  grade: {
    named: "Named",
    role: "Described by role",
    collective: "A group at large",
    withheld: "Anonymous",
    none: "Nobody told",
  },
  mode: { speech: "Said", writing: "Written", thought: "Thought or hoped" },
  section: {
    headline: "Headline",
    body: "Body",
    caption: "Caption",
    label: "Label line",
    list: "List",
    related: "Links and other headlines",
  },
  outlet: { "": "Straight to this article" },
  speaker: { "": "Nobody told" },
  source_type: { law_enforcement: "Law enforcement", ngo: "NGO", "": "Not told" },
};

/** Which enumeration or facet, and its value -> its name for a person. */
export function named(facet, value) {
  return NAMES[facet]?.[value] ?? (facet === "outlet" || facet === "speaker" ? value : sentence(value));
}

/** Number from 0 to 1 -> percents, in words that do not break. */
export const percent = (share) => `${Math.round(share * 100)} %`;

/** Number, what is counted, and its plural -> both in words. */
export const counted = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

function sentence(value) {
  const words = value.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
