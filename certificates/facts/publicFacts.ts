import type { CertificateFacts } from './v2.ts';

/** The members that name a person: they are stored sealed, and nothing but the paper says them. */
export const PERSONAL = { learnerName: true, secondName: true, licenses: true } as const;

/** What is stored in clear and outlives the holder's name. */
export type PublicFacts = Omit<CertificateFacts, keyof typeof PERSONAL>;

export function publicFactsOf(facts: PublicFacts & Partial<CertificateFacts>): PublicFacts {
  const { learnerName: _name, secondName: _second, licenses: _licenses, ...publicFacts } = facts;
  return publicFacts;
}

/**
 * The public facts in the words in which everything says them: paper, credential, verdict, pages and API. A fact that is added to
 * the schema comes through by itself, under its own name.
 */
export function printedFacts(facts: PublicFacts) {
  const { course, organization, expiresOn, ...others } = publicFactsOf(facts);
  return {
    ...others,
    courseTitle: course.title,
    courseVersion: course.version,
    organization: organization.legalName,
    /** Null when it does not expire. */
    expiresOn: expiresOn ?? null,
  };
}

export type PrintedFacts = ReturnType<typeof printedFacts>;
