import { isDiscreet } from '../device.ts';
import { useLater } from './later.ts';
import type { Keepable } from './rules.ts';

/** The button below a module. In discreet mode, and where whoever runs the site says so, nothing can be kept. */
export function KeepHere(of: Keepable) {
  const may = document.documentElement.dataset.keeps !== undefined && !isDiscreet();
  const Box = useLater(async () => (may ? (await import('./box.tsx')).Box : null));
  return Box === null ? null : <Box {...of} />;
}
