// Puts a filter and a choice of order above each table of lines; the page is whole without it.

const ORDERS = {
  "strictest first": (a, b) => a.severity - b.severity || a.line - b.line,
  "by line": (a, b) => a.line - b.line,
  "by issuer": (a, b) => a.issuer.localeCompare(b.issuer) || a.line - b.line,
  "by market value": (a, b) => b.value - a.value || a.line - b.line,
};

function read(body, place) {
  return {
    body,
    place,
    line: Number(body.dataset.line),
    severity: Number(body.dataset.severity),
    value: Number(body.dataset.value || "-1"),
    issuer: body.dataset.issuer,
    verdicts: new Set(body.dataset.verdicts.split(" ")),
  };
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function choice(label, values) {
  const select = element("select", {}, ...values.map((each) => element("option", { value: each }, each)));
  return [element("label", {}, `${label} `, select), select];
}

function equip(table) {
  const lines = [...table.tBodies].map(read);
  if (lines.length < 6) return;
  const search = element("input", { type: "search", placeholder: "issuer, code, reason …" });
  const verdicts = [...new Set(lines.flatMap((line) => [...line.verdicts]))];
  const [showLabel, show] = choice("Show", ["all verdicts", ...verdicts]);
  const [orderLabel, order] = choice("Order", Object.keys(ORDERS));
  const count = element("output", { ariaLive: "polite" });

  function contains(line, wanted) {
    line.text ??= line.body.textContent.toLowerCase();
    return line.text.includes(wanted);
  }

  function filter() {
    const wanted = search.value.trim().toLowerCase();
    let shown = 0;
    for (const line of lines) {
      const fits = show.selectedIndex === 0 || line.verdicts.has(show.value);
      line.body.hidden = !(fits && (wanted === "" || contains(line, wanted)));
      shown += line.body.hidden ? 0 : 1;
    }
    count.textContent = `${shown.toLocaleString("en")} of ${lines.length.toLocaleString("en")} lines`;
  }

  function sort() {
    lines.sort((a, b) => ORDERS[order.value](a, b) || a.place - b.place);
    table.append(...lines.map((line) => line.body));
  }

  search.addEventListener("input", filter);
  show.addEventListener("change", filter);
  order.addEventListener("change", sort);
  filter();
  const tools = element("div", { className: "tools" }, element("label", {}, "Find ", search));
  if (verdicts.length > 1) tools.append(showLabel);
  tools.append(orderLabel, count);
  table.before(tools);
}

for (const table of document.querySelectorAll("table[data-tools]")) equip(table);

// On paper nothing can be opened.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")];
  for (const each of opened) each.open = true;
});
addEventListener("afterprint", () => {
  for (const each of opened) each.open = false;
});
