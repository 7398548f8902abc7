import { z } from 'zod';
import { missingDemands } from './demands.ts';
import { PERSONAL, type PublicFacts } from './publicFacts.ts';
import { type FactsV1, factsV1 } from './v1.ts';
import { type CertificateFacts, factsV2 } from './v2.ts';

export type Parsed<Facts> = { ok: true; facts: Facts } | { ok: false; because: 'MALFORMED'; faults: string[] };

const anyFacts = z.discriminatedUnion('schema', [factsV1, factsV2]);
const anyPublicFacts = z.discriminatedUnion('schema', [factsV1.omit({ learnerName: true }), factsV2.omit(PERSONAL)]);

/** Version 1 converted to version 2. */
const upgraded = <Facts extends Omit<FactsV1, 'learnerName'>>(facts: Facts) => ({
  ...facts,
  schema: 2 as const,
  credits: [],
});

/**
 * Members of version 2 that no certificate has yet. Remove a member from this list when a certificate is first issued with it.
 */
const NOT_YET = ['secondName', 'wordsLanguage', 'timestamped'] as const;

const notYetIssued = (facts: PublicFacts & Partial<CertificateFacts>): string[] =>
  NOT_YET.filter((name) => facts[name] !== undefined).map((name) => `${name}: is not issued yet`);

/** What the facts around a credit must say for it. */
function creditFaults({ credits: [credit], purpose, specimen, completedOn, certifies }: PublicFacts): string[] {
  if (credit === undefined) return [];
  const { approval, counted, basis } = credit;
  return [
    ...(certifies === 'ATTENDANCE' ? ['certifies: attendance earns no credit of a body'] : []),
    ...((certifies === 'TEACHING') === (basis === 'INSTRUCTOR')
      ? []
      : ['certifies: TEACHING is what an instructor earns credit for, and nobody else']),
    ...(purpose === 'CREDIT' ? [] : ['credits: study for personal growth earns none']),
    ...(approval.specimen && !specimen ? ['specimen: must be true under an approval that does not exist'] : []),
    ...(counted.day === 'COMPLETION' && counted.on !== completedOn
      ? ['credits.0.counted.on: must be the day of completion']
      : []),
  ];
}

/** What the facts around a training must say for it. */
function trainingFaults({ certifies, completedIn, sessions }: PublicFacts): string[] {
  if (completedIn === undefined) return [];
  return [
    ...(certifies === undefined ? ['completedIn: is of attendance and teaching'] : []),
    ...(sessions === undefined ? ['completedIn: is of a certificate that names its sessions'] : []),
  ];
}

/** What the sealed part of the facts must say for the credit and the training. */
const sealedFaults = (facts: CertificateFacts): string[] => [
  ...(facts.registration !== undefined && facts.sessions === undefined ? ['registration: belongs to sessions'] : []),
  ...(facts.licenses !== undefined && facts.credits.length === 0 ? ['licenses: belong to a credit'] : []),
  ...missingDemands(facts).map((demand) => `credits.0.demands: ${demand} is missing`),
];

const refused = (faults: string[]) => ({ ok: false, because: 'MALFORMED', faults }) as const;

const faultsIn = ({ issues }: z.ZodError): string[] =>
  issues.map((issue) => `${issue.path.join('.') || 'facts'}: ${issue.message}`);

function issuable<Facts extends PublicFacts>(facts: Facts, further: string[] = []): Parsed<Facts> {
  const faults = [...notYetIssued(facts), ...creditFaults(facts), ...trainingFaults(facts), ...further];
  return faults.length === 0 ? { ok: true, facts } : refused(faults);
}

/** Reads facts of any version and returns them in the newest. Every fault names its field. */
export function parseFacts(value: unknown): Parsed<CertificateFacts> {
  const read = anyFacts.safeParse(value);
  if (!read.success) return refused(faultsIn(read.error));
  const facts = read.data.schema === 1 ? upgraded(read.data) : read.data;
  return issuable(facts, sealedFaults(facts));
}

/** The same for the part of the facts that is stored in clear. */
export function parsePublicFacts(value: unknown): Parsed<PublicFacts> {
  const read = anyPublicFacts.safeParse(value);
  if (!read.success) return refused(faultsIn(read.error));
  return issuable(read.data.schema === 1 ? upgraded(read.data) : read.data);
}
