// What pages do beyond plain HTML. Everything here is an extra: without it each page is complete.
document.documentElement.classList.replace("no-js", "js");

(() => {
  "use strict";
  // After a change of the choice, say the new answer to who cannot see it.
  const tell = () => {
    const place = document.getElementById("melding");
    const answer = document.getElementById("antwoord");
    if (place && answer) place.textContent = answer.textContent;
  };
  for (const event of ["htmx:afterSwap", "htmx:after:swap"]) document.addEventListener(event, tell);
})();
