import { words } from '../words/words.ts';

/** What a claim says and asks. For oneself there is no board, and the name is wanted for the paper alone. */
export const claimWords = (purpose: string) =>
  purpose === 'CREDIT' ? words.issuance.claimFor.credit : words.issuance.claimFor.own;
