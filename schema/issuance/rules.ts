import { createHmac } from 'node:crypto';

export const VERDICTS = ['VALID', 'REVOKED', 'SUPERSEDED', 'SPECIMEN', 'UNKNOWN', 'MALFORMED'] as const;
export type VerdictStatus = (typeof VERDICTS)[number];

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
  'This certificate confers no qualification to practise.',
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

/** A salted commitment to a name: whoever types the name can be told that it matches, nobody can read it back. */
export const commitToName = (salt: Buffer, name: string): Buffer =>
  createHmac('sha256', salt).update(comparableName(name)).digest();

/** What a number's record says of it. Revocation outweighs supersession, both outweigh the specimen mark. */
export const statusOf = (row: { revokedAt: unknown; supersededAt: unknown; specimen: boolean }): VerdictStatus => {
  if (row.revokedAt !== null) return 'REVOKED';
  if (row.supersededAt !== null) return 'SUPERSEDED';
  return row.specimen ? 'SPECIMEN' : 'VALID';
};
