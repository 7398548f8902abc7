import { z } from 'zod';
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
const NOT_YET = ['sessions', 'licenses', 'secondName', 'wordsLanguage', 'timestamped'] as const;

const notYetIssued = (facts: PublicFacts & Partial<CertificateFacts>): string[] =>
  [...(facts.credits.length > 0 ? ['credits'] : []), ...NOT_YET.filter((name) => facts[name] !== undefined)].map(
    (name) => `${name}: is not issued yet`,
  );

const refused = (faults: string[]) => ({ ok: false, because: 'MALFORMED', faults }) as const;

const faultsIn = ({ issues }: z.ZodError): string[] =>
  issues.map((issue) => `${issue.path.join('.') || 'facts'}: ${issue.message}`);

function issuable<Facts extends PublicFacts>(facts: Facts): Parsed<Facts> {
  const faults = notYetIssued(facts);
  return faults.length === 0 ? { ok: true, facts } : refused(faults);
}

/** Reads facts of any version and returns them in the newest. Every fault names its field. */
export function parseFacts(value: unknown): Parsed<CertificateFacts> {
  const read = anyFacts.safeParse(value);
  if (!read.success) return refused(faultsIn(read.error));
  return issuable(read.data.schema === 1 ? upgraded(read.data) : read.data);
}

/** The same for the part of the facts that is stored in clear. */
export function parsePublicFacts(value: unknown): Parsed<PublicFacts> {
  const read = anyPublicFacts.safeParse(value);
  if (!read.success) return refused(faultsIn(read.error));
  return issuable(read.data.schema === 1 ? upgraded(read.data) : read.data);
}
