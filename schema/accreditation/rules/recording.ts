import type { APPROVAL_KINDS, APPROVAL_ROLES } from '../../../drizzle/tables/accreditation.ts';
import type { COURSE_FORMATS } from '../../../drizzle/tables/courses.ts';
import { didYouMean } from '../../edited/faults.ts';
import type { FieldFault } from '../../errors.ts';
import type { Accreditor, Approver, Board } from './bodies.ts';
import { rulesOn, statementOn } from './inForce.ts';
import { blanksIn } from './statement.ts';

export type Partner = { name: string; number: string | null; role: (typeof APPROVAL_ROLES)[number] };

/** What the letter of a body says. */
export type Granted = {
  accreditor: string;
  kind: (typeof APPROVAL_KINDS)[number];
  /** The organization's own part in it. */
  role: (typeof APPROVAL_ROLES)[number];
  courseSlug: string | null;
  partners: readonly Partner[];
  profession: string | null;
  jurisdiction: string | null;
  number: string | null;
  formats: readonly (typeof COURSE_FORMATS)[number][];
  startsOn: string;
  endsOn: string | null;
};

const isApprover = (one: Accreditor): one is Approver => one.kind === 'ACCREDITS' && one.website !== null;

type Found = { ok: true; accreditor: Approver } | { ok: false; because: 'GRANTS_NONE' | 'UNKNOWN'; message: string };

/** The accreditor of a key, when it approves anything. */
export function accreditorFor(key: string, accreditors: readonly Accreditor[], boards: readonly Board[]): Found {
  const accreditor = accreditors.find((one) => one.key === key);
  if (accreditor !== undefined && isApprover(accreditor)) return { ok: true, accreditor };
  if (accreditor !== undefined)
    return {
      ok: false,
      because: 'GRANTS_NONE',
      message: `“${key}” stands for courses that no body approves, so there is no approval to record.`,
    };
  const board = boards.find((one) => one.key === key);
  if (board?.kind === 'LOG_ONLY') {
    const message = `${board.name} approves nothing; it takes a log that its members keep.`;
    return { ok: false, because: 'GRANTS_NONE', message };
  }
  const known = accreditors.filter(({ kind }) => kind === 'ACCREDITS').map((one) => one.key);
  const advice = didYouMean(key, known) || `; known are ${known.join(', ')}.`;
  const what = board === undefined ? `No accreditor has the key "${key}"` : `${board.name} is a board, no accreditor`;
  return { ok: false, because: 'UNKNOWN', message: `${what}${advice}` };
}

/** What cannot be so, whatever the body. */
export function grantFaults(granted: Granted, accreditor: Accreditor, day: string): FieldFault[] {
  const { kind, courseSlug, partners, number, startsOn, endsOn } = granted;
  const shared = kind === 'CO_SPONSORED' || kind === 'JOINT';
  const faults: FieldFault[] = [];
  const fault = (path: string, message: string) => faults.push({ path, message });
  if (kind === 'COURSE' && courseSlug === null) fault('courseSlug', 'Name the course that is approved, by its slug.');
  if (kind !== 'COURSE' && courseSlug !== null) fault('courseSlug', 'Only an approval of the kind COURSE names one.');
  if (shared && partners.length === 0) fault('partners', 'Name the partners of the approval.');
  if (!shared && partners.length > 0) fault('partners', 'Only CO_SPONSORED and JOINT approvals have partners.');
  if (!shared && granted.role !== 'HOLDER') fault('role', 'Only a shared approval has another holder.');
  if (new Set(granted.formats).size < granted.formats.length) fault('formats', 'Name each format once.');
  if (endsOn !== null && endsOn < startsOn) fault('endsOn', `The approval ends before it begins, on ${startsOn}.`);
  const template = statementOn(accreditor, kind, day);
  if (number === null && template !== null && blanksIn(template.value).blanks.includes('number'))
    fault('number', `The sentence of ${accreditor.name} prints the number; write it.`);
  return faults;
}

/** What the file of the body says that it does not approve. */
export function notGranted(granted: Granted, accreditor: Accreditor, day: string): FieldFault[] {
  const { kind, profession, jurisdiction } = granted;
  const { approves, professions, jurisdictions, name } = accreditor;
  const faults: FieldFault[] = [];
  const fault = (path: string, message: string) => faults.push({ path, message: `${name} ${message}` });
  if ((kind === 'PROVIDER' || kind === 'COURSE') && !approves.includes(kind))
    fault('kind', `approves ${approves.join(' and ')} only.`);
  if (profession !== null && professions.length > 0 && !professions.includes(profession))
    fault('profession', `serves ${professions.join(', ')}${didYouMean(profession, professions) || '.'}`);
  if (jurisdiction !== null && jurisdictions.length > 0 && !jurisdictions.includes(jurisdiction))
    fault('jurisdiction', `approves for ${jurisdictions.join(', ')}.`);
  const formats = rulesOn(accreditor, day).formats?.value;
  for (const [index, format] of granted.formats.entries())
    if (formats !== undefined && !formats.includes(format))
      fault(`formats.${index}`, `gives no credit for ${format}; it does for ${formats.join(', ')}.`);
  return faults;
}
