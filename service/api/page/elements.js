/** Makes elements of the page; text goes in as text only, never as markup. */

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

/** Id in the page -> its element. */
export const byId = (id) => document.getElementById(id);
