
"use strict";
// Filters rows and copies citations. Without it the page is whole, only longer.
{
  const form = document.querySelector(".filter");
  const rows = [...document.querySelectorAll("tbody.row")];
  const copies = [...document.querySelectorAll(".copy")];
  const words = (text) => text.split(" ").filter(Boolean);

  const filter = () => {
    const topic = form.elements.topic.value;
    const kinds = [...form.querySelectorAll("[name=kind]:checked")].map((box) => box.value);
    let shown = 0;
    for (const row of rows) {
      const own = words(row.dataset.kinds);
      row.hidden =
        (topic !== "" && !words(row.dataset.topics).includes(topic)) ||
        (kinds.length > 0 && !kinds.some((kind) => own.includes(kind)));
      shown += row.hidden ? 0 : 1;
    }
    document.body.classList.toggle("clean", form.elements.clean.checked);
    document.querySelector(".none").hidden = shown > 0;
    form.querySelector("output").textContent = `${shown} / ${rows.length}`;
  };

  const copy = async (button) => {
    const text = button.dataset.cite;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    const label = [...button.childNodes];
    button.textContent = "✓";
    setTimeout(() => button.replaceChildren(...label), 1500);
  };

  if (matchMedia("(max-width: 760px)").matches) document.querySelector(".legend").open = false;
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of copies) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
  // On paper nothing can be opened: all that is folded is shown, and folded again behind it.
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const each of folded) each.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const each of folded) each.open = false;
  });
  filter();
}
