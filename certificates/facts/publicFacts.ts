import type { CertificateFacts } from './v2.ts';

/** The members that lead to a person. They are stored sealed, and only the paper shows them. */
export const PERSONAL = { learnerName: true, secondName: true, licenses: true, registration: true } as const;

/** The facts that are stored in clear and remain after the holder's name is erased. */
export type PublicFacts = Omit<CertificateFacts, keyof typeof PERSONAL>;

export function publicFactsOf(facts: PublicFacts & Partial<CertificateFacts>): PublicFacts {
  const { learnerName: _name, secondName: _second, licenses: _licenses, registration: _place, ...publicFacts } = facts;
  return publicFacts;
}

/**
 * The public facts in the form that all outputs share: paper, credential, verdict, pages and API. A fact that is added to the
 * schema passes through unchanged, under its own name.
 */
export function printedFacts(facts: PublicFacts) {
  const { course, organization, expiresOn, ...others } = publicFactsOf(facts);
  const [credit] = others.credits;
  return {
    ...others,
    /** Null on a plain certificate. */
    credit: credit ?? null,
    courseTitle: course.title,
    courseVersion: course.version,
    organization: organization.legalName,
    /** Null when it does not expire. */
    expiresOn: expiresOn ?? null,
  };
}

export type PrintedFacts = ReturnType<typeof printedFacts>;
