import type { PrintedFacts } from '../facts/publicFacts.ts';
import type { CertificateFacts } from '../facts/v2.ts';
import type { Picture } from './picture.ts';
import type { Plan } from './plans.ts';

/** What is to be drawn, and how. */
export type Sheet = {
  facts: CertificateFacts;
  /** The same facts in the words in which everything says them. */
  printed: PrintedFacts;
  plan: Plan;
  /** Never to be mistaken for an issued certificate: no number, no code, no address. */
  preview: boolean;
  /** Whether the file is sealed and carries the credential. */
  sealed: boolean;
  logo: Picture | null;
  signature: Picture | null;
};
