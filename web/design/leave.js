// The way out of the pages that the server renders. Without script the link of the bar goes the same way.
const presses = [];

/** Empties the page at once, then goes to a page about nothing, which takes the place of this one in the history. */
function leave() {
  const to = document.body.dataset.exit;
  document.title = ' ';
  document.body.replaceChildren();
  document.body.style.background = '#fff';
  location.replace(to);
}

document.querySelector('.leave')?.addEventListener('click', (event) => {
  event.preventDefault();
  leave();
});
addEventListener('keydown', ({ key, timeStamp, repeat }) => {
  if (repeat) return;
  if (key === 'Shift') presses.push(timeStamp);
  else presses.length = 0;
  if (presses.length >= 3 && timeStamp - (presses.at(-3) ?? 0) < 5_000) leave();
});
// Back shows nothing that was kept in memory.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload();
});
