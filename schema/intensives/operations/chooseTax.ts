import type { Database } from '../../../drizzle/client.ts';
import type { OrganizationId, TaxChoiceId } from '../../../drizzle/ids.ts';
import { taxChoices } from '../../../drizzle/schema.ts';
import type { TAX_TREATMENTS } from '../../../drizzle/tables/intensivePrices.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';

type Chosen = {
  organizationId: OrganizationId | null;
  label: string;
  treatment: (typeof TAX_TREATMENTS)[number];
  /** Hundredths of a percent. */
  rateHundredths: number;
  registrationNumber: string | null;
  buyerCountries: string[] | null;
  words: string;
  source: string;
  reason: string;
  startsOn: string;
};

/**
 * Records how an owner's organization treats a sale for tax, with its source and reason. Attune states the choice and judges no tax.
 * A choice never changes: another one is made, and prices name it. Throws NotFound, Forbidden, InvalidInput.
 */
export async function chooseTax(db: Database, act: UserAct, chosen: Chosen): Promise<{ taxChoiceId: TaxChoiceId }> {
  const faults = taxChoiceFaults(chosen);
  if (faults.length > 0) throw new InvalidInputError(faults);
  return db.transaction(async (tx) => {
    const { organizationId, as } = await requirePermission(tx, act, {
      permission: 'CHOOSE_TAX',
      organizationId: chosen.organizationId,
      what: 'The organization',
    });
    const [row] = await tx
      .insert(taxChoices)
      .values({ ...chosen, organizationId, recordedAt: act.now })
      .returning({ id: taxChoices.id });
    if (row === undefined) throw new Error('a choice of tax was not written');
    const { treatment, rateHundredths, startsOn } = chosen;
    await recordEvent(tx, act, 'TAX_CHOSEN', {
      ...{ objectId: row.id, organizationId, as },
      reason: chosen.reason,
      details: { treatment, rateHundredths, startsOn },
    });
    return { taxChoiceId: row.id };
  });
}

function taxChoiceFaults({ treatment, rateHundredths, registrationNumber }: Chosen) {
  const registered = treatment !== 'NOT_REGISTERED' && treatment !== 'OUT_OF_SCOPE';
  return [
    ...(treatment === 'STANDARD' && rateHundredths === 0
      ? [{ path: 'rate', message: 'a standard sale has a rate above 0; choose ZERO for a zero rate.' }]
      : []),
    ...(treatment !== 'STANDARD' && rateHundredths > 0
      ? [{ path: 'rate', message: 'only a STANDARD sale has a rate; leave it out.' }]
      : []),
    ...(registered && registrationNumber === null
      ? [{ path: 'registrationNumber', message: 'write your registration number, or choose NOT_REGISTERED.' }]
      : []),
    ...(treatment === 'NOT_REGISTERED' && registrationNumber !== null
      ? [{ path: 'registrationNumber', message: 'a seller who is not registered has none; leave it out.' }]
      : []),
  ];
}
