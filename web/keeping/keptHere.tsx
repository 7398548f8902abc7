import { useLater } from '../later.ts';
import { loadWords } from '../words/words.ts';
import { keepsHere } from './here.ts';

async function loadList() {
  const [kept] = await Promise.all([keepsHere(), loadWords('keeping')]);
  return kept ? (await import('./list.tsx')).KeptList : null;
}

/** The list of what is kept, where anything is. */
export function KeptHere() {
  const List = useLater(true, loadList, false);
  return List === null ? null : <List level={3} />;
}
