import type { FieldFault } from '../../errors.ts';
import { type Statement, standingStatements } from './taught.ts';

/** A part of a training of which an organization says who taught it. */
export type StatedPart<Part> = { id: Part; kind: string; minutes: number };
/** An instructor whom the training names; `erased`: the account of the person was erased. */
export type StatedInstructor<Instructor> = { id: Instructor; name: string; erased: boolean };
/** What is to be stated: minutes null for the whole part. */
export type Stating<Part> = { key: string; partId: Part | null; instructor: string; minutes: number | null };

type Known<Id extends string, Part, Instructor> = Statement<Id, Part, Instructor> & { key: string };

type Training<Id extends string, Part, Instructor> = {
  parts: readonly StatedPart<Part>[];
  instructors: readonly StatedInstructor<Instructor>[];
  statements: readonly Known<Id, Part, Instructor>[];
};

type Read<Part, Instructor> =
  | { ok: true; add: { key: string; partId: Part; instructorId: Instructor; minutes: number }[] }
  | { ok: false; faults: FieldFault[] };

/**
 * What of these statements is new, or what is wrong with them: parts of instruction only, instructors whom the training names, and of
 * nobody more minutes than a part has. `takenBack` are the statements that go at the same moment. One that has its key already says
 * nothing new.
 */
export function readStatings<Id extends string, Part, Instructor>(
  asked: readonly Stating<Part>[],
  { parts, instructors, statements }: Training<Id, Part, Instructor>,
  takenBack: readonly Id[],
): Read<Part, Instructor> {
  const add: { key: string; partId: Part; instructorId: Instructor; minutes: number }[] = [];
  const faults: FieldFault[] = [];
  const stands = standingStatements<Id, Part, Instructor, Known<Id, Part, Instructor>>(statements).filter(
    ({ id }) => !takenBack.includes(id),
  );
  for (const [at, { key, partId, instructor, minutes: some }] of asked.entries()) {
    const fault = (field: string, message: string) => faults.push({ path: `add.${at}.${field}`, message });
    const part = parts.find(({ id }) => id === partId);
    const named = instructors.find(({ name }) => name === instructor);
    const minutes = some ?? part?.minutes ?? 0;
    if (part === undefined || part.kind !== 'INSTRUCTION')
      fault('partId', 'is no part of instruction of this training.');
    else if (named === undefined) fault('instructor', 'is no instructor whom the training names.');
    else if (named.erased) fault('instructor', 'had their account erased.');
    else if (minutes > part.minutes) fault('minutes', `The part has ${part.minutes} minutes.`);
    else {
      const same = { key, partId: part.id, instructorId: named.id, minutes };
      const before = [...statements, ...add].find((one) => one.key === key);
      if (before !== undefined) {
        if (before.partId !== part.id || before.instructorId !== named.id || before.minutes !== minutes)
          fault('key', 'is the key of another statement; make a new one.');
        continue;
      }
      const said = [...stands, ...add]
        .filter((one) => one.partId === part.id && one.instructorId === named.id)
        .reduce((sum, one) => sum + one.minutes, 0);
      if (said + minutes > part.minutes)
        fault('minutes', `The part has ${part.minutes} minutes, and ${said} of them are stated of this instructor.`);
      else add.push(same);
    }
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, add };
}
