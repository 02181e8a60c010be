// A page that waits looks again by itself; without scripts the browser is told to by the page.
export function waiting(page) {
  const box = page.querySelector("[data-waiting]");
  if (!box) return;
  const look = async () => {
    const answer = await fetch(location.href);
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = found.querySelector("[data-waiting]");
    if (!now) return location.reload();
    if (now.innerHTML !== box.innerHTML) box.replaceChildren(...now.childNodes);
    setTimeout(look, 1000);
  };
  setTimeout(look, 700);
}
