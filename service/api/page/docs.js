/** The contract as a page: read it, and try each address against this very service. */

SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#contract",
  deepLinking: false, // keeps the address of the page as it is
  persistAuthorization: false,
  validatorUrl: null, // asks no other host
  tryItOutEnabled: true,
  syntaxHighlight: { theme: "tomorrow-night" }, // the one usually taken has numbers that are hard to read
  defaultModelsExpandDepth: 0, // the schemas are long
});

const dark = matchMedia("(prefers-color-scheme: dark)");
const dress = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", dress);
dress();

// The viewer leaves some of its parts without a name or out of reach of the keyboard; each is mended when it appears.
const MENDED = [
  ["tr[data-param-name] :is(select, input)", (field) => ({ "aria-label": field.closest("tr").dataset.paramName })],
  ["textarea.body-param__text", () => ({ "aria-label": "Body of the request" })],
  ["select[aria-label='']", () => ({ "aria-label": "Type" })],
  [".close-modal", () => ({ "aria-label": "Close" })],
  [".scheme-container", () => ({ role: "region", "aria-label": "Key" })],
  [".information-container", () => ({ role: "region", "aria-label": "About this service" })],
  [":is(h3, h4, h5)", (heading) => ({ "aria-level": String(heading.localName[1] - 1) })], // there is no h2
  ["pre.microlight", () => ({ tabindex: "0" })],
];

new MutationObserver(() => {
  for (const [places, attributes] of MENDED) {
    for (const place of document.querySelectorAll(places)) {
      for (const [name, value] of Object.entries(attributes(place))) {
        if (!place.hasAttribute(name) || place.getAttribute(name) === "") place.setAttribute(name, value);
      }
    }
  }
}).observe(document.getElementById("contract"), { childList: true, subtree: true });
