import { render } from 'preact';
import { saying } from './ask.ts';
import { dress } from './device.ts';
import { keepFocus } from './focus.ts';
import { watchForLeaving } from './leave.ts';
import { show, watchMoves, watchTabs } from './navigate.ts';
import { Shell } from './shell.tsx';
import { loadWords, words } from './words/words.ts';

dress();
watchForLeaving();
watchMoves();
watchTabs();
keepFocus();
saying.busy = async (seconds) => {
  await loadWords('shell');
  return words.shell.busy(seconds);
};
const showing = show(location.pathname);
await loadWords('shell');
const root = document.getElementById('app');
if (root !== null) {
  root.replaceChildren();
  render(<Shell />, root);
}
await showing;
