import type { Credit } from '../facts/credit.ts';
import { printedFacts } from '../facts/publicFacts.ts';
import type { CertificateFacts } from '../facts/v2.ts';
import {
  type HoursKind,
  hoursKind,
  hoursText,
  isOfAttendance,
  isOfTeaching,
  languageName,
  statesHours,
} from '../words.ts';
import { CREDENTIAL_CONTEXTS } from './contexts.ts';
import { alignment, creditResult, providerNumbers } from './credits.ts';
import { endOfStudy, lastSecondBefore, onClocksOf } from './days.ts';
import { creditAndHours, grantedOn, narrative, paragraphs, record, specimenLine } from './sentences.ts';
import { CREDENTIAL_SCHEMA_URL, type Credential, credentialShape, HOURS_RESULTS } from './shape.ts';

/** What the credential says in addition to the facts. `subjectId` is a urn:uuid, `identityHash` the hash of the printed name. */
export type CredentialIssue = {
  did: string;
  publicUrl: string;
  subjectId: string;
  identityHash: string;
  status: { list: number; position: number };
  /** The first instant at which it is no longer valid, RFC 3339; null when it does not expire. */
  expiresAt: string | null;
};

function webAddress(website: string): string | undefined {
  const url = URL.canParse(website) ? new URL(website) : null;
  return url !== null && /^https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/.test(url.href) ? url.href : undefined;
}

const issuer = ({ organization, signatory }: CertificateFacts, did: string, credit: Credit | null) => ({
  id: did,
  type: ['Profile'],
  name: organization.legalName,
  url: webAddress(organization.website),
  email: organization.email.includes('@') ? organization.email : undefined,
  address: organization.address.some((line) => line !== '')
    ? { type: ['Address'], streetAddress: organization.address.filter((line) => line !== '').join(', ') }
    : undefined,
  official: signatory?.name,
  otherIdentifier: credit === null ? undefined : providerNumbers(credit),
});

const HOURS: Record<HoursKind, { key: string; name: string }> = {
  STUDIED: { key: 'hours-of-study', name: 'Hours of study (60 minutes)' },
  ATTENDED: { key: 'hours-attended', name: 'Hours attended (60 minutes)' },
  TAUGHT: { key: 'hours-taught', name: 'Hours taught (60 minutes)' },
};

/** Certificates of attendance from before sessions were a fact keep the credential that they have. */
const kindOfHours = (facts: CertificateFacts): HoursKind =>
  facts.sessions === undefined && isOfAttendance(facts) ? 'STUDIED' : hoursKind(facts);

/**
 * The number of credits is in the unit of the credit's body, and in hours of study without one. Study for personal growth earns
 * none. The specimen of a plain certificate shows no hours either, so that a program that reads only numbers does not find any. That
 * of an award shows what its paper shows, in the body's unit.
 */
function achieved(facts: CertificateFacts, achievementId: string, credit: Credit | null) {
  if (facts.specimen && credit === null) return { earned: undefined, resultDescription: undefined, result: undefined };
  const kind = kindOfHours(facts);
  const study = {
    ...{ id: `${achievementId}#${HOURS[kind].key}`, name: HOURS[kind].name, resultType: HOURS_RESULTS[kind] },
    // Also as text, because some readers write small decimals in another canonical form.
    value: hoursText(facts.studyHundredths),
  };
  const results = [
    ...(statesHours(facts) ? [study] : []),
    ...(credit === null ? [] : [creditResult(credit, achievementId)]),
  ];
  const hundredths = credit?.amountHundredths ?? facts.studyHundredths;
  return {
    earned:
      facts.purpose === 'CREDIT' && (credit !== null || facts.certifies === undefined) ? hundredths / 100 : undefined,
    resultDescription: results.map(({ value: _, ...described }) => ({ ...described, type: ['ResultDescription'] })),
    result: results.map(({ id, value }) => ({ type: ['Result'], resultDescription: id, value })),
  };
}

/** The course as its credit counts it is another achievement than the course alone, and attending or teaching it another than completing it. */
function achievementOf({ course, certifies }: CertificateFacts, publicUrl: string, credit: Credit | null): string {
  const id = `${publicUrl}/courses/${encodeURIComponent(course.slug)}/${encodeURIComponent(course.version)}`;
  if (isOfAttendance({ certifies })) return `${id}/attendance`;
  const done = isOfTeaching({ certifies }) ? `${id}/teaching` : id;
  return credit === null ? done : `${done}/credit/${credit.accreditor}`;
}

const TYPES = {
  COMPLETION: 'CertificateOfCompletion',
  ATTENDANCE: 'ext:CertificateOfAttendance',
  TEACHING: 'ext:CertificateOfTeaching',
};

/**
 * The Open Badges 3.0 credential of a certificate, without proof, its members in their one order. It contains the printed name
 * only as a salted hash. Throws when the facts cannot be expressed as a credential (a wrong `publicUrl`).
 */
export function composeCredential(facts: CertificateFacts, issue: CredentialIssue): Credential {
  const { publicUrl, status } = issue;
  const { course } = facts;
  const { courseTitle, courseVersion } = printedFacts(facts);
  const title = facts.specimen ? `SPECIMEN: ${courseTitle}` : courseTitle;
  const credit = grantedOn(facts);
  const achievementId = achievementOf(facts, publicUrl, credit);
  const { earned, resultDescription, result } = achieved(facts, achievementId, credit);
  const list = `${publicUrl}/status/${status.list}`;
  const issuedAt = onClocksOf(facts.timeZone, new Date(facts.issuedAt));
  const said = {
    '@context': CREDENTIAL_CONTEXTS,
    id: `${publicUrl}/credentials/${facts.number}`,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: title,
    description: paragraphs(specimenLine(facts), `Certificate ${facts.number}: ${creditAndHours(facts)}.`),
    issuer: issuer(facts, issue.did, credit),
    validFrom: issuedAt,
    validUntil: issue.expiresAt === null ? undefined : lastSecondBefore(issue.expiresAt, facts.timeZone),
    awardedDate: issuedAt,
    credentialSubject: {
      id: issue.subjectId,
      type: ['AchievementSubject'],
      identifier: [{ type: 'IdentityObject', hashed: true, identityHash: issue.identityHash, identityType: 'name' }],
      activityEndDate: endOfStudy(facts),
      creditsEarned: earned,
      achievement: {
        id: achievementId,
        type: ['Achievement'],
        achievementType: facts.specimen ? 'ext:Specimen' : TYPES[facts.certifies ?? 'COMPLETION'],
        name: title,
        description: paragraphs(
          specimenLine(facts),
          `${course.format}, ${languageName(course.language)}, ${course.level}.`,
        ),
        version: courseVersion,
        inLanguage: /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$/.test(course.language)
          ? course.language
          : undefined,
        criteria: { id: `${achievementId}#criteria`, narrative: narrative(facts) },
        creditsAvailable: earned,
        otherIdentifier: [
          { type: 'IdentifierEntry', identifier: course.contentHash, identifierType: 'ext:contentHash' },
        ],
        resultDescription,
        alignment: credit === null ? undefined : alignment(credit),
      },
      result,
    },
    evidence: [{ id: facts.verifyUrl, type: ['Evidence'], name: "The issuer's record", narrative: record(facts) }],
    credentialSchema: [{ id: CREDENTIAL_SCHEMA_URL, type: '1EdTechJsonSchemaValidator2019' }],
    credentialStatus: {
      id: `${list}#${status.position}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: String(status.position),
      statusListCredential: list,
    },
  };
  // Converted through JSON, so that members without a value disappear as they do in writing.
  return credentialShape.parse(JSON.parse(JSON.stringify(said)));
}
