/** Makes elements of the page; text goes in as text only, never as markup. */

const STRETCH = 25; // elements; about two screens of an article

/** Name of an element, its attributes and its children (elements or text; null is left out) -> the element. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(attribute, "");
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(attribute, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/**
 * Elements in order, and the name and class of what is to hold them -> the same in stretches.
 *
 * The browser leaves out the work for a stretch that is out of sight (content-visibility in the style sheets), but keeping watch
 * over each costs something too: a page with one for each line is slower than a page without.
 */
export function stretched(elements, name, kind) {
  const stretches = [];
  for (let at = 0; at < elements.length; at += STRETCH) {
    const held = elements.slice(at, at + STRETCH);
    const made = element(name, { class: kind }, ...held);
    made.style.setProperty("--held", held.length); // by which its height is guessed before it is seen
    stretches.push(made);
  }
  return stretches;
}

/** Element and text -> nothing; it holds the text. The same text written again would cost as much as another. */
export function write(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

/** Element, name of a custom property and its value -> nothing; its style has it. */
export function adjust(place, property, value) {
  if (place.style.getPropertyValue(property) !== String(value)) place.style.setProperty(property, value);
}

/** Nothing -> how to scroll: at once where the reader wants no motion. */
export const gently = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth");

/** Id in the page -> its element. */
export const byId = (id) => document.getElementById(id);
