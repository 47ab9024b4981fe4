// Says which day it is where this browser is; the house's clock may stand in another place.
const now = new Date();
const day = [now.getFullYear(), String(now.getMonth() + 1).padStart(2, '0'), String(now.getDate()).padStart(2, '0')].join('-');
for (const field of document.querySelectorAll('[data-today]')) field.value = day;
