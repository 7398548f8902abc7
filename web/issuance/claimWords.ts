import { words } from '../words/words.ts';

type Said = typeof words.issuance.claimFor.credit;

/** What a claim says and asks. For oneself there is no board, and the name is wanted for the paper alone. */
export function claimWords(purpose: string): Said {
  const { credit, own } = words.issuance.claimFor;
  return purpose === 'CREDIT' ? credit : own;
}
