// A claim and its words in the text light up together.
export function linked(page) {
  const pair = page.querySelector("[data-linked]");
  if (!pair) return;
  const marks = [...pair.querySelectorAll("[data-claims]")];
  const light = (ids, on) => {
    for (const mark of marks) {
      if (mark.dataset.claims.split(" ").some((id) => ids.includes(id))) mark.classList.toggle("lit", on);
    }
    for (const id of ids) page.getElementById(id)?.classList.toggle("lit", on);
  };
  const watch = (element, ids) => {
    for (const [name, on] of [["mouseenter", true], ["focusin", true], ["mouseleave", false], ["focusout", false]]) {
      element.addEventListener(name, () => light(ids, on));
    }
  };
  for (const mark of marks) watch(mark, mark.dataset.claims.split(" "));
  for (const card of pair.querySelectorAll("[data-claim]")) watch(card, [card.dataset.claim]);
}
