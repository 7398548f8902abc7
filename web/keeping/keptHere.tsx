import { keepsHere } from './here.ts';
import { useLater } from './later.ts';

/** The list of what is kept, where anything is. */
export function KeptHere() {
  const List = useLater(async () => ((await keepsHere()) ? (await import('./list.tsx')).KeptList : null));
  return List === null ? null : <List level={3} />;
}
