import type { LICENSE_KINDS, LICENSE_REASONS } from '../../../drizzle/tables/licenses.ts';
import type { FieldFault } from '../../errors.ts';
import type { Cycle } from './terms.ts';

/** How many licenses a person may have at once, and with those that were removed; how many versions one may have. */
export const MOST_LICENSES = 50;
export const MOST_EVER = 200;
export const MOST_VERSIONS = 100;

export type LicenseKind = (typeof LICENSE_KINDS)[number];
export type LicenseReason = (typeof LICENSE_REASONS)[number];

/** Why a holder changes a license. */
export const CHANGE_REASONS = ['RENEWED', 'CORRECTED', 'NAME_CHANGED'] as const;
export type ChangeReason = (typeof CHANGE_REASONS)[number];

/** What a license says and its holder may change. */
export type Said = {
  kind: LicenseKind;
  number: string;
  nameOnLicense: string | null;
  expiresOn: string | null;
  cycle: Cycle | null;
};
type Field = keyof Said;

/** New values by field; a field that is left out does not change. */
export type Changes = { [Name in Field]?: Said[Name] | undefined };

/** The fields that each reason allows to change. */
const ALLOWED: Record<ChangeReason, readonly Field[]> = {
  RENEWED: ['expiresOn', 'cycle'],
  NAME_CHANGED: ['nameOnLicense', 'expiresOn', 'cycle'],
  CORRECTED: ['kind', 'number', 'nameOnLicense', 'expiresOn', 'cycle'],
};

type Decision = { ok: true; said: Said; changed: Field[]; reason: ChangeReason } | { ok: false; because: FieldFault[] };

/**
 * What a license says after a change. A renewal needs no reason. Without one, or with one that does not fit, everything that it
 * does not allow to change is a fault.
 */
export function changeOf(now: Said, changes: Changes, given: ChangeReason | null): Decision {
  const fields = Object.keys(now) as Field[];
  const changed = fields.filter((field) => changes[field] !== undefined && !isSame(changes[field], now[field]));
  const reason = given ?? 'RENEWED';
  const refused = changed.filter((field) => !ALLOWED[reason].includes(field));
  if (refused.length > 0) return { ok: false, because: [{ path: 'reason', message: adviceOn(refused) }] };
  // Fields that are left out are absent here, not undefined.
  const said = { ...now, ...Object.fromEntries(changed.map((field) => [field, changes[field]])) };
  return { ok: true, said, changed, reason };
}

const isSame = (one: Said[Field] | undefined, other: Said[Field]): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

const adviceOn = (refused: readonly Field[]): string =>
  refused.every((field) => field === 'nameOnLicense')
    ? 'To change the name, give the reason NAME_CHANGED, or CORRECTED if it was mistyped.'
    : `To change ${refused.join(' and ')}, give the reason CORRECTED. For another license, add a license.`;
