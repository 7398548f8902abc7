/** Rows in the order in which they came, the two of a pair one after the other. */
export function inPairs<Row extends { pairId: string | null }>(rows: readonly Row[]): Row[][] {
  return [...Map.groupBy(rows, (row) => row.pairId ?? row).values()];
}

/** The list with what a verb answered of one person. */
export function withNewer<Row extends { registrationId: string }>(rows: readonly Row[], newer: Row): Row[] {
  return rows.map((row) => (row.registrationId === newer.registrationId ? newer : row));
}

type Standing = { submittedAt: string | null; jointPlanAgreed: boolean };

/** Whether there is anything of a person to open. */
export function isReadable({ submittedAt, jointPlanAgreed }: Standing): boolean {
  return submittedAt !== null || jointPlanAgreed;
}

type Fault = { path: string; message: string };
export type Faults<Name extends string> = { fields: Partial<Record<Name, string>>; rest: string | null };

/** What is wrong, by the fields that have it; what belongs to no field of the form is said beside it. */
export function byField<Name extends string>(faults: readonly Fault[], names: readonly Name[]): Faults<Name> {
  const fields: Partial<Record<Name, string>> = {};
  const rest: string[] = [];
  for (const { path, message } of faults) {
    const name = names.find((one) => path === one || path.endsWith(`.${one}`));
    if (name === undefined || /(^|\.)(segments|prices)\./.test(path)) rest.push(message);
    else fields[name] = fields[name] === undefined ? message : `${fields[name]} ${message}`;
  }
  return { fields, rest: rest.length === 0 ? null : [...new Set(rest)].join(' ') };
}

/** What can be wrong in a form, by field, in a refusal; nothing where it names no field. */
export function faultsIn(answer: object | null): Fault[] {
  return answer !== null && 'fields' in answer ? (answer.fields as Fault[]) : [];
}

const TEXTS = [
  ...(['responsibleClinician', 'country', 'law', 'retentionLaw', 'privacyNotice'] as const),
  ...(['confidentialityLimits', 'processorReference', 'processorSignedOn', 'readers'] as const),
];
const NUMBERS = ['retentionDays', 'readWithinDays'] as const;
export const SETTINGS = [...TEXTS, ...NUMBERS];
export type Setting = (typeof SETTINGS)[number];
/** The settings as they stand in the form. */
export type Draft = Record<Setting, string>;

type Said = { [Name in (typeof TEXTS)[number]]: string | null } & {
  [Name in (typeof NUMBERS)[number]]: number | null;
};

/** For how many days records are kept unless a law asks for more. */
export const USUAL_DAYS = 90;

/** The settings as they are saved; where nothing was ever said, records are kept as usual. */
export function draftOf(said: Said | null): Draft {
  const fields = SETTINGS.map((name) => [name, String(said?.[name] ?? '')] as const);
  const draft = Object.fromEntries(fields) as Draft;
  return said === null ? { ...draft, retentionDays: String(USUAL_DAYS) } : draft;
}

export const isSame = (one: Draft, other: Draft): boolean => SETTINGS.every((name) => one[name] === other[name]);

/** The numbers that are none. */
export const notNumbers = (draft: Draft): Setting[] => NUMBERS.filter((name) => !/^\s*\d{0,5}\s*$/.test(draft[name]));

/** The settings as the API takes them: what is empty is not said. */
export function settingsOf(draft: Draft) {
  const text = (name: Setting): string | null => draft[name].trim() || null;
  const number = (name: Setting): number | null => (text(name) === null ? null : Number(text(name)));
  return {
    ...{ responsibleClinician: text('responsibleClinician'), country: text('country')?.toUpperCase() ?? null },
    ...{ law: text('law'), retentionDays: number('retentionDays'), retentionLaw: text('retentionLaw') },
    ...{ privacyNotice: text('privacyNotice'), confidentialityLimits: text('confidentialityLimits') },
    ...{ processorReference: text('processorReference'), processorSignedOn: text('processorSignedOn') },
    ...{ readers: text('readers'), readWithinDays: number('readWithinDays') },
  };
}
