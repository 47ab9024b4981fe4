// Runs before the page is drawn: if it is night where this browser is, the page is night from the first moment.
// The hour goes to the server only inside a form the person sends, and is not kept there.
(() => {
  const hour = new Date().getHours();
  if (hour >= 22 || hour < 5) document.documentElement.dataset.night = '';
})();
