import { render } from 'preact';
import { dress } from './device.ts';
import { keepFocus } from './focus.ts';
import { watchForLeaving } from './leave.ts';
import { show, watchMoves } from './navigate.ts';
import { Shell } from './shell.tsx';
import { loadWords } from './words/words.ts';

dress();
watchForLeaving();
watchMoves();
keepFocus();
const showing = show(location.pathname);
await loadWords('shell');
const root = document.getElementById('app');
if (root !== null) {
  root.replaceChildren();
  render(<Shell />, root);
}
await showing;
