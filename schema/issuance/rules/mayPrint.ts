import type { DemandedFact } from '../../../certificates/facts/credit.ts';
import { missingDemands } from '../../../certificates/facts/demands.ts';
import type { CertificateFacts } from '../../../certificates/facts/v2.ts';
import { forbiddenFacts } from '../../../certificates/forbiddenWords.ts';

export type PrintRefusal =
  | { because: 'FORBIDDEN_WORD'; found: { field: string; word: string } }
  | { because: 'DEMANDED_FACT_MISSING'; missing: DemandedFact[] };

/** Whether a certificate with these facts may be issued, by the words that its body forbids and the facts that it demands. */
export function mayPrint(
  facts: CertificateFacts,
  forbiddenWords: readonly string[],
): { ok: true } | ({ ok: false } & PrintRefusal) {
  const [found] = forbiddenFacts(facts, forbiddenWords);
  if (found !== undefined) return { ok: false, because: 'FORBIDDEN_WORD', found };
  const missing = missingDemands(facts);
  return missing.length === 0 ? { ok: true } : { ok: false, because: 'DEMANDED_FACT_MISSING', missing };
}
