/** The contract as a page: read it, and try each address against this very service. */

SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#contract",
  deepLinking: false, // keeps the address of the page as it is
  persistAuthorization: false,
  validatorUrl: null, // asks no other host
  tryItOutEnabled: true,
});
