/** What an organization states of who taught a part: minutes, or that an earlier statement is taken back. */
export type Statement<Id extends string, Part, Instructor> = {
  id: Id;
  partId: Part;
  instructorId: Instructor;
  /** Null for one that takes another back. */
  minutes: number | null;
  takesBack: Id | null;
};

/** The statements that nobody took back, whatever the order in which they came. */
export function standingStatements<Id extends string, Part, Instructor, Said extends Statement<Id, Part, Instructor>>(
  all: readonly Said[],
): (Said & { minutes: number })[] {
  const gone = new Set(all.flatMap(({ takesBack }) => takesBack ?? []));
  return all.filter((one): one is Said & { minutes: number } => one.minutes !== null && !gone.has(one.id));
}

/** Minutes of a part that somebody taught, and those that everybody taught who taught it. */
export type Taught<Id> = { taught: number; together: number; statementIds: Id[] };

/**
 * How many minutes of a part a person taught: by the statements that stand, never more than the part has. A person may be named on a
 * training more than once; `isOwn` says which of its instructors they are.
 */
export function taughtOf<Id extends string, Part, Instructor>(
  part: { id: Part; minutes: number },
  standing: readonly (Statement<Id, Part, Instructor> & { minutes: number })[],
  isOwn: (instructor: Instructor) => boolean,
): Taught<Id> {
  const about = standing.filter(({ partId }) => partId === part.id);
  const whole = (some: typeof about) =>
    Math.min(
      part.minutes,
      some.reduce((sum, { minutes }) => sum + minutes, 0),
    );
  const own = about.filter(({ instructorId }) => isOwn(instructorId));
  const others = Map.groupBy(
    about.filter(({ instructorId }) => !isOwn(instructorId)),
    ({ instructorId }) => instructorId,
  );
  const taught = whole(own);
  const together = [...others.values()].reduce((sum, some) => sum + whole(some), taught);
  return { taught, together, statementIds: own.map(({ id }) => id) };
}
