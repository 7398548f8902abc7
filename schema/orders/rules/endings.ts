/** Who ended an order or a place, as a payer is told. LEFT: the event was moved, and whoever had the place left. */
export const ENDED_BY = ['PAYER', 'PERSON', 'ERASED', 'ORGANIZER', 'EVENT', 'LEFT', 'LAPSED'] as const;
export type EndedBy = (typeof ENDED_BY)[number];

/** Somebody, of whom nothing is said. */
export type ToldEnder = EndedBy | 'SOMEBODY';

const TOLD_TO_PAIRS: readonly EndedBy[] = ['PAYER', 'EVENT', 'LAPSED'];

/**
 * Whom a payer is told to have ended places. Where two people come together, the payer is one of them, or near them: they learn what
 * they did themselves and what befell the event, and of anything else only that the places do not go ahead.
 */
export function payerLearns(endedBy: EndedBy | null, { isPair }: { isPair: boolean }): ToldEnder | null {
  return endedBy === null || !isPair || TOLD_TO_PAIRS.includes(endedBy) ? endedBy : 'SOMEBODY';
}

type Words = { isPair: boolean; about: 'EVENT' | 'PLACE' | 'PAYMENT' };

/**
 * The words of a member, as far as a payer reads them. Those about the places of two people stay in the audit log: they could tell one
 * of them what the other asked for.
 */
export function payerReads(reason: string | null, { isPair, about }: Words): string | null {
  return isPair && about === 'PLACE' ? null : reason;
}
