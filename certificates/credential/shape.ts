import { z } from 'zod';
import type { HoursKind } from '../words.ts';
import { CREDENTIAL_CONTEXTS } from './contexts.ts';

/** Where 1EdTech publishes the JSON Schema that every credential here follows. */
export const CREDENTIAL_SCHEMA_URL =
  'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json';

/** The result with the hours, by what they are. Every other result is an accreditor's. */
export const HOURS_RESULTS = {
  STUDIED: 'ext:HoursOfStudy',
  ATTENDED: 'ext:HoursAttended',
  TAUGHT: 'ext:HoursTaught',
} as const satisfies Record<HoursKind, string>;

const text = z
  .string()
  .min(1)
  .max(130_000)
  .refine((value) => value.isWellFormed(), 'must be whole characters');
const webUrl = z
  .string()
  .max(2000)
  .regex(/^https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/, 'must be a web address');
const did = z
  .string()
  .max(300)
  .regex(/^did:web:[\w\-.%]+$/, 'must be a did:web');

/** RFC 3339 to the second, the precision that JWT claims and XML Schema readers share. */
export const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2})$/, 'must be an instant to the second')
  .refine((value) => !Number.isNaN(Date.parse(value)), 'must be an instant of the calendar');

// Two decimals: JSON-LD writes numbers with 16 digits, so a longer number could change without changing the proof.
const hours = z
  .number()
  .min(0)
  .max(100_000)
  .refine((value) => Math.round(value * 100) / 100 === value, 'must have at most two decimals');

/** As text, because some readers write numbers in another canonical form. */
const decimal = z.string().regex(/^\d{1,6}(?:\.\d{1,4})?$/, 'must be a decimal');

/** RDF does not order members. We define one order, and nothing appears twice. */
const setOf = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .min(1)
    .max(40)
    .transform((items, context) => {
      const sorted = items
        .map((held) => ({ held, text: JSON.stringify(held) }))
        .sort((a, b) => (a.text < b.text ? -1 : 1));
      const repeated = sorted.some(({ text: own }, index) => own === sorted[index + 1]?.text);
      if (repeated) context.addIssue({ code: 'custom', message: 'must not contain duplicates' });
      return sorted.map(({ held }) => held);
    });

const identifierEntry = z.strictObject({
  type: z.literal('IdentifierEntry'),
  identifier: text,
  identifierType: z.string().regex(/^ext:[A-Za-z0-9._-]{1,80}$/),
});

const profile = z.strictObject({
  id: did,
  type: z.tuple([z.literal('Profile')]),
  name: text,
  url: webUrl.optional(),
  email: text.optional(),
  address: z.strictObject({ type: z.tuple([z.literal('Address')]), streetAddress: text }).optional(),
  official: text.optional(),
  otherIdentifier: setOf(identifierEntry).optional(),
});

const achievement = z.strictObject({
  id: webUrl,
  type: z.tuple([z.literal('Achievement')]),
  achievementType: z.enum([
    'CertificateOfCompletion',
    'ext:CertificateOfAttendance',
    'ext:CertificateOfTeaching',
    'ext:Specimen',
  ]),
  name: text,
  description: text,
  version: text,
  inLanguage: z
    .string()
    .regex(/^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$/)
    .optional(),
  criteria: z.strictObject({ id: webUrl, narrative: text }),
  creditsAvailable: hours.optional(),
  otherIdentifier: setOf(identifierEntry),
  resultDescription: setOf(
    z.strictObject({
      id: webUrl,
      type: z.tuple([z.literal('ResultDescription')]),
      name: text,
      resultType: z.string().regex(/^ext:[A-Za-z0-9._-]{1,80}$/),
    }),
  ).optional(),
  alignment: setOf(
    z.strictObject({
      type: z.tuple([z.literal('Alignment')]),
      targetName: text,
      targetUrl: webUrl,
      targetDescription: text,
    }),
  ).optional(),
});

const subject = z.strictObject({
  id: z.string().regex(/^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  type: z.tuple([z.literal('AchievementSubject')]),
  identifier: z.tuple([
    z.strictObject({
      type: z.literal('IdentityObject'),
      hashed: z.literal(true),
      identityHash: z.string().regex(/^sha256\$[0-9a-f]{64}$/),
      identityType: z.literal('name'),
    }),
  ]),
  activityEndDate: instant,
  creditsEarned: hours.optional(),
  achievement,
  result: setOf(
    z.strictObject({ type: z.tuple([z.literal('Result')]), resultDescription: webUrl, value: decimal }),
  ).optional(),
});

const statusEntry = z.strictObject({
  id: webUrl,
  type: z.literal('BitstringStatusListEntry'),
  statusPurpose: z.literal('revocation'),
  statusListIndex: z.string().regex(/^(?:0|[1-9]\d{0,8})$/),
  statusListCredential: webUrl,
});

const members = {
  '@context': z.tuple([
    z.literal(CREDENTIAL_CONTEXTS[0]),
    z.literal(CREDENTIAL_CONTEXTS[1]),
    z.literal(CREDENTIAL_CONTEXTS[2]),
  ]),
  id: webUrl,
  type: z.tuple([z.literal('VerifiableCredential'), z.literal('OpenBadgeCredential')]),
  name: text,
  description: text,
  issuer: profile,
  validFrom: instant,
  validUntil: instant.optional(),
  awardedDate: instant,
  credentialSubject: subject,
  evidence: setOf(z.strictObject({ id: webUrl, type: z.tuple([z.literal('Evidence')]), name: text, narrative: text })),
  credentialSchema: z.tuple([
    z.strictObject({ id: z.literal(CREDENTIAL_SCHEMA_URL), type: z.literal('1EdTechJsonSchemaValidator2019') }),
  ]),
  credentialStatus: statusEntry,
};

/** The proof of eddsa-rdfc-2022 in our member order. */
export const proofShape = z.strictObject({
  type: z.literal('DataIntegrityProof'),
  cryptosuite: z.literal('eddsa-rdfc-2022'),
  created: instant,
  verificationMethod: z
    .string()
    .max(400)
    .regex(/^did:web:[\w\-.%]+#[\w-]{43}$/),
  proofPurpose: z.literal('assertionMethod'),
  proofValue: z.string().regex(/^z[1-9A-HJ-NP-Za-km-z]{64,90}$/),
});

function idsIn(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  const own = 'id' in value && typeof value.id === 'string' ? [value.id] : [];
  return [...own, ...Object.values(value).flatMap(idsIn)];
}

// Nodes with one id are one node in RDF, so their members could be swapped under an intact proof.
function idsDiffer(value: unknown): boolean {
  const ids = idsIn(value);
  return new Set(ids).size === ids.length;
}
const SAME_IDS = 'must give every node a different id';

/** An Open Badges 3.0 credential as this program writes it, before its proof. Parsing puts the members in order. */
export const credentialShape = z.strictObject(members).refine(idsDiffer, SAME_IDS);
/** The same with its one proof. */
export const provenShape = z.strictObject({ ...members, proof: z.tuple([proofShape]) }).refine(idsDiffer, SAME_IDS);

export type Credential = z.output<typeof credentialShape>;
export type ProvenCredential = z.output<typeof provenShape>;
export type Proof = z.output<typeof proofShape>;
