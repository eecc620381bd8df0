// Copies citations and closes menus. Everything works without it except copying with one click.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("button.copy");
  if (button) {
    const text = button.title;
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Pages served from elsewhere than this machine have no clipboard: select and copy.
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    button.textContent = "✓";
    button.classList.add("copied");
    setTimeout(() => {
      button.textContent = label;
      button.classList.remove("copied");
    }, 1500);
  }
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
