type Status = 'VALID' | 'EXPIRED' | 'REVOKED' | 'SUPERSEDED' | 'SPECIMEN' | 'UNKNOWN' | 'MALFORMED';
export type Face = { tone: 'good' | 'warn' | 'bad' | 'plain'; sign: 'tick' | 'cross' | 'turn' | 'mark' };

/** The color and the sign of a status. Its word stands beside them. */
export function faceOf(status: Status): Face {
  if (status === 'VALID') return { tone: 'good', sign: 'tick' };
  if (status === 'REVOKED') return { tone: 'bad', sign: 'cross' };
  if (status === 'SUPERSEDED') return { tone: 'warn', sign: 'turn' };
  return { tone: status === 'UNKNOWN' || status === 'MALFORMED' ? 'plain' : 'warn', sign: 'mark' };
}

/** An amount without zeros that say nothing: "1.50" is "1.5", "2.00" is "2". */
export const shortAmount = (amount: string): string => amount.replace(/\.?0+$/, '');

/** What a certificate certifies; completion where it does not say. */
export function certified({ certifies }: { certifies: string | null }): 'COMPLETION' | 'ATTENDANCE' | 'TEACHING' {
  return certifies === 'TEACHING' || certifies === 'ATTENDANCE' ? certifies : 'COMPLETION';
}

/** Whether it states hours: a training without modules requires no study of its own beside its credit. */
export function statesHours({ credits, hoursOfStudy }: { credits: readonly unknown[]; hoursOfStudy: string }): boolean {
  return credits.length === 0 || Number(hoursOfStudy) > 0;
}

/** Whether the file can be downloaded: it is there, and the certificate was not revoked. */
export function fileState(certificate: { sealing: 'PENDING' | 'DONE' | 'NONE'; status: Status }) {
  if (certificate.status === 'REVOKED') return 'WITHDRAWN';
  return { PENDING: 'SEALING', DONE: 'READY', NONE: 'NONE' }[certificate.sealing] as 'SEALING' | 'READY' | 'NONE';
}

/** When to look again whether the file is sealed; after the last one the person asks. */
export const LOOKS_MS: readonly number[] = [2_000, 4_000, 8_000];

type Blocker = { code: string; message: string };

/** Where something that is missing is done. */
export function placeOf({ code }: Blocker, enrollmentId: string): string | null {
  const round = `/learn/${encodeURIComponent(enrollmentId)}`;
  if (code.startsWith('ATTESTATION')) return `${round}/statement`;
  if (code === 'EVALUATION_MISSING') return `${round}/evaluation`;
  if (code.startsWith('LICENSE')) return '/licenses';
  return /^(MODULE|CHECK|NOT_READ|TIME|POST_TEST|ATTEMPTS)/.test(code) ? round : null;
}

/** What a claim lacks beside the name, which is asked for on the page itself. Each sentence stands once. */
export function lacking<One extends Blocker>(blockers: readonly One[]): One[] {
  const others = blockers.filter(({ code }) => code !== 'NAME_UNCONFIRMED');
  return others.filter(({ message }, at) => others.findIndex((one) => one.message === message) === at);
}

type Offer = {
  offerId: string;
  body: string;
  amountInWords: string | null;
  needsLicense: boolean;
  licenseIds: readonly string[];
  offer: { number: string | null; statement: string | null };
  certificate: { number: string } | null;
  blockers: readonly Blocker[];
  notices: readonly Blocker[];
};
export type OfferRow = {
  key: string;
  offerId: string;
  licenseId: string | null;
  body: string;
  gives: string | null;
  number: string | null;
  statement: string | null;
  /** Of the certificate that was issued for it. */
  issued: string | null;
  /** Whether it has a box. */
  open: boolean;
  whyNot: readonly Blocker[];
  notices: readonly Blocker[];
};

/** The offer takes other licenses than this one. */
const isMismatch = ({ code }: Blocker): boolean => code === 'LICENSE_PROFESSION_MISMATCH';

/** One row for each offer and license. An offer that is judged for several licenses may still be taken for one of them. */
export function offerRows(offers: readonly Offer[]): OfferRow[] {
  return offers.flatMap((one) => {
    const { offerId, body, amountInWords: gives, offer } = one;
    const issued = one.certificate?.number ?? null;
    // Licenses that an offer does not take have no row here.
    const notices = one.notices.filter((notice) => !isMismatch(notice));
    const unfit = one.blockers.some(isMismatch);
    const whyNot = lacking(one.blockers).filter(
      (blocker) => !isMismatch(blocker) && (blocker.code !== 'LICENSE_MISSING' || one.licenseIds.length === 0),
    );
    const licenseIds: readonly (string | null)[] = unfit || one.licenseIds.length === 0 ? [null] : one.licenseIds;
    return licenseIds.map((licenseId) => ({
      key: `${offerId} ${licenseId ?? ''}`,
      ...{ offerId, licenseId, body, gives, number: offer.number, statement: offer.statement, issued },
      ...{ open: issued === null && !unfit && whyNot.length === 0, whyNot: issued === null ? whyNot : [], notices },
    }));
  });
}

/** The licenses for which nothing is offered. */
export function leftOut<License extends { id: string }>(
  licenses: readonly License[],
  rows: readonly OfferRow[],
): License[] {
  return licenses.filter(({ id }) => !rows.some(({ licenseId }) => licenseId === id));
}

/** The rows that were ticked, as a claim names them: each offer once, with its licenses. */
export function claimedOffers(rows: readonly OfferRow[], ticked: ReadonlySet<string>) {
  const chosen = rows.filter(({ key, open }) => open && ticked.has(key));
  const offers = [...new Set(chosen.map(({ offerId }) => offerId))];
  return offers.map((offerId) => ({
    offerId,
    licenseIds: chosen.flatMap((row) => (row.offerId === offerId && row.licenseId !== null ? [row.licenseId] : [])),
  }));
}

type Filter = { text: string; status: string; year: string; license: string };

/** A filter as the API takes it; null when it narrows nothing. */
export function filterOf({ text, status, year, license }: Filter) {
  if (`${text.trim()}${status}${year}${license}` === '') return null;
  return {
    text: text.trim() || null,
    status: status === '' ? null : [status as Status],
    completedFrom: year === '' ? null : `${year}-01-01`,
    completedTo: year === '' ? null : `${year}-12-31`,
    licenseId: license || null,
  };
}

/** The years of a list, the newest first, from the days of its newest and its oldest certificate, in whichever order they are. */
export function yearsOf(days: readonly string[]): string[] {
  const years = days.map((day) => Number(day.slice(0, 4)));
  if (years.length === 0) return [];
  const [first, last] = [Math.min(...years), Math.max(...years)];
  return Array.from({ length: last - first + 1 }, (_, back) => String(last - back));
}

/** From so many certificates on, the wallet has a filter. */
export const FILTER_FROM = 21;
