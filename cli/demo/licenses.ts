import type { Client, Data } from './client.ts';

type Credential = {
  /** What its files are called in the demo's folder. */
  certificate: string;
  transcript: string;
  kind: 'FULL' | 'MEMBER';
  profession: string;
  jurisdiction: string;
  number: string;
  cycleYears: number;
};

/** What the learner holds. No board gave these numbers. */
const CREDENTIALS: Credential[] = [
  {
    certificate: 'ca-lmft',
    transcript: 'transcript',
    kind: 'FULL',
    profession: 'lmft',
    jurisdiction: 'US-CA',
    number: 'LMFT 000000',
    cycleYears: 2,
  },
  {
    certificate: 'ny-lcsw',
    transcript: 'transcript-ny-lcsw',
    kind: 'FULL',
    profession: 'lcsw',
    jurisdiction: 'US-NY',
    number: '000000-01',
    cycleYears: 3,
  },
  {
    certificate: 'nzac',
    transcript: 'transcript-nzac',
    kind: 'MEMBER',
    profession: 'counselor-nzac',
    jurisdiction: 'NZ',
    number: 'NZAC 00000',
    cycleYears: 1,
  },
];

export type Held = Credential & { licenseId: string; keepsLog: boolean; boardName: string };

/** Adds what the learner does not hold yet: a license that takes credit, or a membership whose body takes a log. */
export async function addLicenses(client: Client, nameOnLicense: string): Promise<Held[]> {
  const { licenses } = await client.run('Licenses');
  const known = Object.values(licenses ?? {});
  const held: Held[] = [];
  for (const credential of CREDENTIALS) {
    const { kind, profession, jurisdiction, number, cycleYears } = credential;
    const had = known.find((one) => String(one.profession) === profession && String(one.jurisdiction) === jurisdiction);
    const input = {
      ...{ kind, profession, jurisdiction, number, nameOnLicense, expiresOn: inYears(1) },
      cycle: { startsOn: inYears(1 - cycleYears), endsOn: inYears(1), required: [] },
    };
    const license =
      had ?? (await client.run('AddLicense', { input }, `AddLicense: ${profession} in ${jurisdiction}`)).license;
    const { name, kind: takes } = license?.board ?? {};
    held.push({
      ...credential,
      licenseId: String(license?.id),
      keepsLog: String(takes) === 'LOG_ONLY',
      boardName: String(name),
    });
  }
  return held;
}

/** A day ahead, and for a cycle that has begun one day earlier than now everywhere. */
function inYears(years: number): string {
  const day = new Date(Date.now() - 86_400_000);
  day.setUTCFullYear(day.getUTCFullYear() + years);
  return day.toISOString().slice(0, 10);
}

export type Earnable = { held: Held; offer: Data };

/** Which offer the learner can use for which license: the first whose body the file of the license's board lists. */
export async function seeOffers(client: Client, slug: string, all: readonly Held[]): Promise<Earnable[]> {
  const found: Earnable[] = [];
  for (const held of all) {
    const { profession, jurisdiction, keepsLog } = held;
    if (keepsLog) continue;
    const told = `CourseCredit: ${profession} in ${jurisdiction}`;
    const { creditOffers } = await client.run('CourseCredit', { slug, profession, jurisdiction }, told);
    const offer = Object.values(creditOffers ?? {}).find(
      ({ boardSays }) => String(boardSays?.answer) === 'LISTED',
    )?.offer;
    if (offer !== undefined) found.push({ held, offer });
  }
  return found;
}
