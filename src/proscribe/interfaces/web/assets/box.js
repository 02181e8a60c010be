// The box to ask grows with what is pasted; Enter asks, Shift and Enter begins a line.
export function growing(page) {
  for (const box of page.querySelectorAll("textarea[data-enter]")) {
    const fit = () => {
      box.rows = Math.min(12, Math.max(1, Math.ceil(box.value.length / 90), box.value.split("\n").length));
    };
    box.addEventListener("input", fit);
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        box.form.requestSubmit();
      }
    });
    fit();
  }
  for (const select of page.querySelectorAll(".ask-form select")) {
    // Another investor or act is another question: it is asked at once where one stands there.
    select.addEventListener("change", () => {
      const box = select.form.querySelector("textarea");
      if (box.defaultValue.trim() && box.value === box.defaultValue) select.form.requestSubmit();
    });
  }
}
