// Keys of the review queue; none counts while something is written.
export function keyed(page) {
  const review = page.querySelector("[data-review]");
  if (!review) return;
  page.addEventListener("keydown", (event) => {
    const writing = event.target.matches("input, textarea, select");
    if (writing || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    const turn = { n: "next", p: "prev" }[key];
    const target = turn
      ? review.querySelector(`a[rel="${turn}"]`)
      : [...review.querySelectorAll("button[data-key]")].find((each) => each.dataset.key === key);
    if (!target) return;
    event.preventDefault();
    const reason = review.querySelector("#reason");
    if (["d", "s", "c", "r"].includes(key) && !reason.value.trim()) reason.focus();
    else target.click();
  });
}
