import type { PrintedFacts } from '../facts/publicFacts.ts';
import type { CertificateFacts } from '../facts/v2.ts';
import type { Fitted } from '../layout/lines.ts';
import type { Picture } from './picture.ts';
import type { Plan } from './plans.ts';

/** The sentence of a credit's body on the front, and the paragraph of the other statements below it. */
export type BodySentence = { sentence: Fitted; beside: Fitted };

/** What to draw, and how. */
export type Sheet = {
  facts: CertificateFacts;
  /** The same facts in the words that every output shares. */
  printed: PrintedFacts;
  plan: Plan;
  /** The sentence of a credit's body as the front sets it; null where the record has it, or there is none. */
  bodySentence: BodySentence | null;
  /** A preview must never look like an issued certificate: it has no number, no code and no address. */
  preview: boolean;
  /** Whether the file is sealed and contains the credential. */
  sealed: boolean;
  logo: Picture | null;
  signature: Picture | null;
};
