import { bareStatement } from '../../../certificates/creditWords.ts';
import type { Credit } from '../../../certificates/facts/credit.ts';
import type { approvalOrganizations, approvals, creditAwards, creditOffers } from '../../../drizzle/schema.ts';
import type { OfferLine } from '../../../drizzle/tables/accreditation.ts';
import { lastDayOf } from '../../accreditation/rules/approval.ts';
import type { Accreditor, Rules } from '../../accreditation/rules/bodies.ts';
import { FORMAT_WORDS } from '../rules.ts';

type Approval = Pick<
  typeof approvals.$inferSelect,
  'kind' | 'number' | 'startsOn' | 'endsOn' | 'endedOn' | 'publishedAt' | 'specimen'
>;
type Award = Pick<typeof creditAwards.$inferSelect, 'basis' | 'lines' | 'totalHundredths' | 'countsOn'>;

/** What an award stands on. `rules` are those that its offer froze. */
export type CreditSources = {
  body: Pick<Accreditor, 'key' | 'name'>;
  rules: Rules;
  approval: Approval;
  /** Of the issuing organization in the approval. */
  role: (typeof approvalOrganizations.$inferSelect)['role'];
  partner: { name: string; number: string | null } | null;
  offer: Pick<typeof creditOffers.$inferSelect, 'statement'>;
  award: Award;
};

/** The credit of an award, as its certificate prints it. Throws when the offer froze no unit. */
export function creditFacts({ body, rules, approval, role, partner, offer, award }: CreditSources): Credit {
  const unit = rules.unit?.value;
  if (unit === undefined) throw new Error('an offer froze no unit of its body');
  const { code, singular, plural } = unit;
  return {
    accreditor: body.key,
    body: body.name,
    providerNumber: approval.number,
    unit: { code, singular, plural },
    amountHundredths: award.totalHundredths,
    ...printedLines(award, rules),
    statement: bareStatement(offer.statement),
    approval: {
      kind: approval.kind,
      role,
      partner,
      startsOn: approval.startsOn,
      endsOn: lastDayOf(approval),
      url: approval.publishedAt,
      specimen: approval.specimen,
    },
    basis: award.basis,
    counted: { on: award.countsOn, day: rules.countedDate?.value ?? 'COMPLETION' },
    demands: rules.demandedFacts?.value ?? [],
  };
}

const sumOf = (lines: readonly OfferLine[]): number => lines.reduce((sum, line) => sum + line.amountHundredths, 0);

/**
 * The lines that add up to the total, and the mandates that lie over it. An offer may count the hours of a mandate as a part of the
 * total or beside it: they lie over it where the other lines are the total already.
 */
function printedLines(
  { lines, totalHundredths }: Pick<Award, 'lines' | 'totalHundredths'>,
  { categories, formatWords }: Rules,
): Pick<Credit, 'lines' | 'mandates'> {
  const known = new Map(categories?.value.map((category) => [category.key, category]));
  const nameOf = (key: string | null) => (key === null ? null : (known.get(key)?.name ?? key));
  const beside = ({ category }: OfferLine) => category !== null && known.get(category)?.kind === 'OVERLIES';
  const over = sumOf(lines) === totalHundredths ? [] : lines.filter(beside);
  return {
    lines: lines
      .filter((line) => !over.includes(line))
      .map(({ amountHundredths, format, category, session }) => ({
        amountHundredths,
        format: formatWords?.value[format] ?? FORMAT_WORDS[format],
        category: nameOf(category),
        session,
      })),
    mandates: over.map(({ amountHundredths, category }) => ({ amountHundredths, category: nameOf(category) ?? '' })),
  };
}
