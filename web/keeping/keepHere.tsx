import { isDiscreet } from '../device.ts';
import { useLater } from '../later.ts';
import { loadWords } from '../words/words.ts';
import type { Keepable } from './rules.ts';

async function loadBox() {
  const [{ Box }] = await Promise.all([import('./box.tsx'), loadWords('keeping')]);
  return Box;
}

/** The button below a module. In discreet mode, and where whoever runs the site says so, nothing can be kept. */
export function KeepHere(of: Keepable) {
  const may = document.documentElement.dataset.keeps !== undefined && !isDiscreet();
  const Box = useLater(may, loadBox, false);
  return Box === null ? null : <Box {...of} />;
}
