// Turns the pages of the book by the arrow keys; the links do so without it.
addEventListener("keydown", (press) => {
  if (press.altKey || press.ctrlKey || press.metaKey || press.shiftKey) return;
  if (press.target instanceof Element && press.target.closest("input, textarea, select, summary")) return;
  const link = document.querySelector(`a[data-turn="${press.key === "ArrowLeft" || press.key === "ArrowRight" ? press.key : "none"}"]`);
  if (link) location.assign(link.href);
});
