// A page that waits looks again by itself; without scripts the browser is told to by a header.
export function waiting(page) {
  const box = page.querySelector("[data-waiting]");
  if (!box) return;
  const look = async () => {
    const address = new URL(location.href);
    address.searchParams.set("format", "json");
    const answer = await fetch(address);
    const found = await answer.json();
    if (found.state === "running") setTimeout(look, 1000);
    else location.reload();
  };
  setTimeout(look, 700);
}
