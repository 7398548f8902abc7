import { newId } from '../../drizzle/ids.ts';
import type { taxChoices } from '../../drizzle/tables/intensivePrices.ts';

/** A tax choice as the table has it. */
export function taxChoice(changes: Partial<typeof taxChoices.$inferSelect>): typeof taxChoices.$inferSelect {
  return {
    id: newId(),
    organizationId: newId(),
    label: 'Education, exempt',
    treatment: 'EXEMPT',
    rateHundredths: 0,
    registrationNumber: 'EX-123456789',
    buyerCountries: null,
    words: 'Educational services are exempt from tax under Example Code, section 1.',
    source: 'Example Code, section 1',
    reason: 'The seller trains clinicians.',
    startsOn: '2026-01-01',
    recordedAt: new Date('2026-01-01T00:00:00Z'),
    ...changes,
  };
}
