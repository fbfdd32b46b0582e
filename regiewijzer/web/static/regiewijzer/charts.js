// Draws the charts again with Vega-Lite, so that a pointer shows the values. The pictures that the server drew stay
// when this fails; the table has the same values for everyone.
(() => {
  "use strict";
  const NARROW = 560;
  const drawn = new WeakMap();

  const quiet = (element) => {
    // One picture with one description: what Vega says inside it would be read twice.
    for (const inner of [element, ...element.querySelectorAll("[role], [aria-label], [aria-roledescription]")]) {
      inner.removeAttribute("role");
      inner.removeAttribute("aria-label");
      inner.removeAttribute("aria-roledescription");
    }
    const svg = element.querySelector("svg");
    svg.setAttribute("aria-hidden", "true");
    svg.setAttribute("focusable", "false");
  };

  const draw = async (figure) => {
    const picture = figure.querySelector(".rw-chart__picture");
    const width = Math.floor(picture.clientWidth);
    if (!width || drawn.get(figure) === width) return;
    drawn.set(figure, width);
    const { datasets, wide, narrow, locale } = JSON.parse(document.getElementById(`${picture.id}-data`).textContent);
    const spec = { ...(width < NARROW ? narrow : wide), datasets, width };
    const stage = document.createElement("div");
    try {
      await vegaEmbed(stage, spec, {
        ast: true,
        renderer: "svg",
        actions: false,
        defaultStyle: false,
        tooltip: { theme: "custom", disableDefaultStyle: true },
        formatLocale: locale.number,
        timeFormatLocale: locale.time,
      });
      quiet(stage);
      picture.replaceChildren(stage);
      figure.dataset.drawn = String(width);
    } catch (error) {
      figure.dataset.drawn = "failed";
      throw error;
    }
  };

  const watcher = new ResizeObserver((entries) => entries.forEach((entry) => draw(entry.target)));
  const find = (root) => root.querySelectorAll("[data-chart]").forEach((figure) => watcher.observe(figure));

  find(document);
  for (const event of ["htmx:afterSwap", "htmx:after:swap"]) document.addEventListener(event, () => find(document));
})();
