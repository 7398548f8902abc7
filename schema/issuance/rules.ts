import { createHmac } from 'node:crypto';
import type { CertificateStatus } from '../../certificates/status/certificateStatus.ts';
import type { CONTRIBUTOR_ROLES, COURSE_FORMATS, COURSE_LEVELS } from '../../drizzle/tables/courses.ts';
import type { Purpose } from '../../drizzle/tables/enrollments.ts';
import type { REVOCATION_REASONS } from '../../drizzle/tables/issuance.ts';
import { type NameForm, nameInForm } from '../names.ts';

export const SEALINGS = ['PENDING', 'DONE', 'NONE'] as const;
export type Sealing = (typeof SEALINGS)[number];

export type RevocationReason = (typeof REVOCATION_REASONS)[number];

/** The public words for a revocation. */
export const REVOCATION_WORDS: Record<RevocationReason, string> = {
  ISSUED_IN_ERROR: 'It was issued in error',
  ACADEMIC_DISHONESTY: 'The assessment was not taken honestly',
  IDENTITY_FALSE: 'It was not earned by the person it names',
  ADMINISTRATIVE: 'For an administrative reason',
};

export const FORMAT_WORDS: Record<(typeof COURSE_FORMATS)[number], string> = {
  SELF_PACED_READING: 'Self-paced reading, without live interaction',
  SELF_PACED_VIDEO: 'Self-paced video, without live interaction',
  LIVE_ONLINE: 'Live online',
  LIVE_IN_PERSON: 'Live in person',
};

export const ROLE_WORDS: Record<(typeof CONTRIBUTOR_ROLES)[number], string> = {
  AUTHOR: 'Author',
  PRESENTER: 'Presenter',
  PLANNER: 'Planner',
  REVIEWER: 'Reviewer',
  ASSESSMENT_WRITER: 'Assessment writer',
  ADMINISTRATOR: 'Administrator',
};

export const LEVEL_WORDS: Record<(typeof COURSE_LEVELS)[number], string> = {
  INTRODUCTORY: 'Introductory',
  INTERMEDIATE: 'Intermediate',
  ADVANCED: 'Advanced',
};

type StatedFacts = {
  assessed: boolean;
  reviewPending: boolean;
  /** Whether it certifies that the holder taught. */
  taught?: boolean;
};
type PlainFacts = StatedFacts & {
  purpose: Purpose;
  /** Whether the version ever had an approval. Only one that never had may say that no body approved the course. */
  everApproved: boolean;
  /** Whether its hours are those that the holder attended. */
  live: boolean;
  /** Whether it states attendance only. */
  attendanceOnly?: boolean;
};

const HOURS_STATED = 'The hours stated are hours of study of 60 minutes each.';
const HOURS_ATTENDED = 'The hours stated are hours of live instruction that the holder attended, of 60 minutes each.';
const HOURS_TAUGHT = 'The hours stated are hours of live instruction that the holder taught, of 60 minutes each.';
const TAUGHT_ONLY = 'It certifies that the holder taught, not that they took the course.';

/** What an assessment and a review would have added. */
const lacking = ({ assessed, taught = false, reviewPending }: StatedFacts): string[] => [
  ...(assessed || taught ? [] : ['No assessment was required or recorded.']),
  ...(reviewPending ? ['The content has not yet been reviewed by an independent clinician.'] : []),
];

/** The statements of a plain certificate. They name no body, because it confers no credit of any. */
export function plainStatements({
  purpose,
  everApproved,
  live,
  attendanceOnly = false,
  ...stated
}: PlainFacts): string[] {
  const hours = stated.taught ? HOURS_TAUGHT : live ? HOURS_ATTENDED : HOURS_STATED;
  return [
    everApproved ? hours : `No accrediting body has approved this course. ${hours}`,
    'This certificate confers no credit of an accrediting body and no qualification to practice.',
    ...(stated.taught ? [TAUGHT_ONLY] : []),
    ...(attendanceOnly ? ['It states attendance only. Whether the course was completed is not certified.'] : []),
    ...(purpose === 'PERSONAL' ? ['The course was taken for personal growth.'] : []),
    ...lacking(stated),
  ];
}

/** The statements of an award's certificate, beside that of its body. */
export function awardStatements(stated: StatedFacts): string[] {
  return [
    'Whether a board accepts this credit is for that board to decide. Keep this certificate for as long as your board asks.',
    'This certificate confers no qualification to practice.',
    ...(stated.taught ? [TAUGHT_ONLY] : []),
    ...lacking(stated),
  ];
}

/** The service's key for commitments to names, one for each form. */
export const NAME_COMMITMENT: Record<NameForm, string> = { 1: 'name commitment v1', 2: 'name commitment v2' };

/**
 * A salted commitment to a name in one form, under the service's key for that form. With it the service can check whether a typed
 * name matches, even after the name itself is erased. A person who has only the table can neither read the name nor test names
 * against it.
 */
export function commitToName(
  key: Buffer,
  { salt, name, form }: { salt: Buffer; name: string; form: NameForm },
): Buffer {
  return createHmac('sha256', key).update(salt).update(nameInForm(name, form)).digest();
}

type Registered = {
  revokedAt: Date | null;
  supersededAt: Date | null;
  specimen: boolean;
  /** The end of its last day. */
  expiresAt: Date | null;
};

/** The status of a certificate now. A withdrawal outweighs the specimen mark, and the specimen mark outweighs an expiry. */
export function statusOf(row: Registered, now: Date): CertificateStatus {
  if (row.revokedAt !== null) return 'REVOKED';
  if (row.supersededAt !== null) return 'SUPERSEDED';
  if (row.specimen) return 'SPECIMEN';
  return row.expiresAt !== null && now >= row.expiresAt ? 'EXPIRED' : 'VALID';
}

type Revoked = { revokedAt: Date | null; revocationReason: RevocationReason | null };

/** Why and when it was revoked; null when it was not. The tables require both or neither. */
export function revocationOf({ revokedAt, revocationReason: reason }: Revoked) {
  return revokedAt === null || reason === null ? null : { reason, at: revokedAt };
}

/** Whether the sealed PDF exists; NONE when its holder was erased before it was made. */
export function sealingOf({ sealed, erased }: { sealed: boolean; erased: boolean }): Sealing {
  if (sealed) return 'DONE';
  return erased ? 'NONE' : 'PENDING';
}

/** The public address of the service when a certificate was issued. The certificate's addresses never change. */
export const issuedFrom = ({ verifyUrl }: { verifyUrl: string }): string => verifyUrl.replace(/\/verify\/[^/]*$/, '');

/** The address of a certificate's credential, beside the page that its paper names. */
export function credentialUrlOf(facts: { number: string; verifyUrl: string }): string {
  return `${issuedFrom(facts)}/credentials/${facts.number}`;
}

type Replaceable = { revokedAt: Date | null; supersededAt: Date | null; wrappedDataKey: Buffer | null };
export type ReissueRefusal = 'ERASED' | 'REPLACED' | 'REVOKED';
type ReissueDecision = { ok: true } | { ok: false; because: ReissueRefusal };

/** Whether a corrected certificate may replace this one. Without its data key there is no name to correct. */
export function mayReissue(row: Replaceable): ReissueDecision {
  if (row.wrappedDataKey === null) return { ok: false, because: 'ERASED' };
  if (row.supersededAt !== null) return { ok: false, because: 'REPLACED' };
  return row.revokedAt === null ? { ok: true } : { ok: false, because: 'REVOKED' };
}

type Contributor = { role: (typeof CONTRIBUTOR_ROLES)[number]; name: string; credentials: string };
type PrintedContributor = Omit<Contributor, 'role'> & { role: string };

/** One line for each person, whatever the number of their roles: "Author, planner". */
export function printedContributors(people: readonly Contributor[]): PrintedContributor[] {
  const byPerson = new Map<string, PrintedContributor>();
  for (const { role, name, credentials } of people) {
    const words = ROLE_WORDS[role];
    const known = byPerson.get(`${name}\n${credentials}`);
    const parts = known === undefined ? words : `${known.role}, ${words.toLowerCase()}`;
    byPerson.set(`${name}\n${credentials}`, { role: parts, name, credentials });
  }
  return [...byPerson.values()];
}
