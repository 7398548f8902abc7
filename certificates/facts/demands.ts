import type { DemandedFact } from './credit.ts';
import type { PublicFacts } from './publicFacts.ts';
import type { CertificateFacts } from './v2.ts';

type Shown = PublicFacts & Pick<Partial<CertificateFacts>, 'licenses'>;

const written = (texts: readonly string[]): boolean => texts.some((text) => text.trim() !== '');

/** Every format has words and an approval has days; an assessment is stated, or that there was none. */
const SHOWN: Record<DemandedFact, (facts: Shown) => boolean> = {
  PROVIDER_NUMBER: ({ credits }) => credits.every(({ providerNumber }) => providerNumber !== null),
  APPROVAL_PERIOD: () => true,
  FORMAT: () => true,
  CATEGORY: ({ credits }) =>
    credits.every(({ lines, mandates }) => mandates.length > 0 || lines.every(({ category }) => category !== null)),
  LICENSE: ({ licenses = [] }) => licenses.length > 0,
  CONTRIBUTORS: ({ contributors }) => contributors.length > 0,
  ASSESSMENT: () => true,
  SIGNATORY: ({ signatory }) => signatory !== null,
  ADDRESS: ({ organization }) => written(organization.address),
};

/** What the credit's body demands and the certificate could not show. */
export function missingDemands(facts: Shown): DemandedFact[] {
  return facts.credits.flatMap(({ demands }) => demands.filter((demand) => !SHOWN[demand](facts)));
}
