import type { AgreementFactsFragment, AgreementKind } from '../graphql/generated.ts';

/** Where a text stands for everybody. */
export function addressOf(kind: AgreementKind): string {
  return { PRIVACY: '/privacy', TERMS: '/terms', THERAPY_DATA: '/privacy#therapy-data' }[kind];
}

/** The paragraphs of a text. */
export function paragraphs(text: string): string[] {
  const parts = text.split(/\n\s*\n/).map((one) => one.trim());
  return parts.filter((one) => one !== '');
}

/** What to ask after a sign-in: FIRST, a person who has decided nothing yet; CHANGED, the texts that are new; NOTHING. */
export function toAsk(agreements: readonly Pick<AgreementFactsFragment, 'needed' | 'version' | 'withdrawnAt'>[]) {
  if (!agreements.some(({ needed }) => needed)) return 'NOTHING' as const;
  const isNew = agreements.every(({ version, withdrawnAt }) => version === null && withdrawnAt === null);
  return isNew ? ('FIRST' as const) : ('CHANGED' as const);
}
