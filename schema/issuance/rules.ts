import { createHmac } from 'node:crypto';
import type { REVOCATION_REASONS } from '../../drizzle/tables/issuance.ts';

export const VERDICTS = ['VALID', 'EXPIRED', 'REVOKED', 'SUPERSEDED', 'SPECIMEN', 'UNKNOWN', 'MALFORMED'] as const;
export type VerdictStatus = (typeof VERDICTS)[number];

export const SEALINGS = ['PENDING', 'DONE', 'NONE'] as const;
export type Sealing = (typeof SEALINGS)[number];

export type RevocationReason = (typeof REVOCATION_REASONS)[number];

/** What the public reads of a revocation. */
export const REVOCATION_WORDS: Record<RevocationReason, string> = {
  ISSUED_IN_ERROR: 'It was issued in error',
  ACADEMIC_DISHONESTY: 'The assessment was not taken honestly',
  IDENTITY_FALSE: 'It was not earned by the person it names',
  ADMINISTRATIVE: 'For an administrative reason',
};

export const FORMAT_WORDS: Record<string, string> = {
  SELF_PACED_READING: 'Self-paced reading, without live interaction',
  SELF_PACED_VIDEO: 'Self-paced video, without live interaction',
  LIVE_ONLINE: 'Live online',
  LIVE_IN_PERSON: 'Live in person',
};

export const ROLE_WORDS: Record<string, string> = {
  AUTHOR: 'Author',
  PRESENTER: 'Presenter',
  PLANNER: 'Planner',
  REVIEWER: 'Reviewer',
  ASSESSMENT_WRITER: 'Assessment writer',
  ADMINISTRATOR: 'Administrator',
};

export const LEVEL_WORDS: Record<string, string> = {
  INTRODUCTORY: 'Introductory',
  INTERMEDIATE: 'Intermediate',
  ADVANCED: 'Advanced',
};

type PlainFacts = { assessed: boolean; reviewPending: boolean; purpose: 'CREDIT' | 'PERSONAL' };

/** What a certificate without an approval says of itself. Regulated units of credit never appear here. */
export const plainStatements = ({ assessed, reviewPending, purpose }: PlainFacts): string[] => [
  'No accrediting body has approved this course. The hours stated are hours of study of 60 minutes each.',
  'This certificate confers no qualification to practice.',
  ...(purpose === 'PERSONAL' ? ['The course was taken for personal growth.'] : []),
  ...(assessed ? [] : ['No assessment was required or recorded.']),
  ...(reviewPending ? ['The content has not yet been reviewed by an independent clinician.'] : []),
];

/** Names are compared without case, accents, punctuation and doubled spaces: what a person copies from paper must match. */
const comparableName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The use of the service's key that commitments are made with. */
export const NAME_COMMITMENT = 'name commitment v1';

/**
 * A salted commitment to a name under a key of the service: whoever types the name can be told that it matches; whoever holds the
 * table alone can neither read it back nor try names against it.
 */
export const commitToName = (key: Buffer, salt: Buffer, name: string): Buffer =>
  createHmac('sha256', key).update(salt).update(comparableName(name)).digest();

type Standing = {
  revokedAt: unknown;
  supersededAt: unknown;
  specimen: boolean;
  /** The end of its last day, as an instant or its text. */
  expiresAt: Date | string | null;
};

/** What a number's record says of it now: what was withdrawn outweighs the specimen mark, and that outweighs an expiry. */
export const statusOf = (row: Standing, now: Date): VerdictStatus => {
  if (row.revokedAt !== null) return 'REVOKED';
  if (row.supersededAt !== null) return 'SUPERSEDED';
  if (row.specimen) return 'SPECIMEN';
  return row.expiresAt !== null && now >= new Date(row.expiresAt) ? 'EXPIRED' : 'VALID';
};

/** Whether the sealed PDF exists; NONE when its holder was erased before it could be made. */
export const sealingOf = ({ sealed, erased }: { sealed: boolean; erased: boolean }): Sealing => {
  if (sealed) return 'DONE';
  return erased ? 'NONE' : 'PENDING';
};

/** Where the service was reached when a certificate was issued: its addresses stay there. */
export const issuedFrom = ({ verifyUrl }: { verifyUrl: string }): string => verifyUrl.replace(/\/verify\/[^/]*$/, '');

/** Where a certificate's credential is served, beside the page that its paper names. */
export const credentialUrlOf = (facts: { number: string; verifyUrl: string }): string =>
  `${issuedFrom(facts)}/credentials/${facts.number}`;

type Replaceable = { revokedAt: unknown; supersededAt: unknown; wrappedDataKey: unknown };
export type ReissueVerdict = { ok: true } | { ok: false; because: 'ERASED' | 'REPLACED' | 'REVOKED' };

/** Whether a corrected certificate may take the place of this one. Without its data key there is nothing to correct. */
export const mayReissue = (row: Replaceable): ReissueVerdict => {
  if (row.wrappedDataKey === null) return { ok: false, because: 'ERASED' };
  if (row.supersededAt !== null) return { ok: false, because: 'REPLACED' };
  return row.revokedAt === null ? { ok: true } : { ok: false, because: 'REVOKED' };
};

type Contributor = { role: string; name: string; credentials: string };

/** One line for each person, whatever the number of their parts: "Author, planner". */
export const printedContributors = (people: readonly Contributor[]): Contributor[] => {
  const byPerson = new Map<string, Contributor>();
  for (const { role, name, credentials } of people) {
    const words = ROLE_WORDS[role] ?? role;
    const known = byPerson.get(`${name}\n${credentials}`);
    const parts = known === undefined ? words : `${known.role}, ${words.toLowerCase()}`;
    byPerson.set(`${name}\n${credentials}`, { role: parts, name, credentials });
  }
  return [...byPerson.values()];
};
