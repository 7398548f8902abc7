import { parseArgs } from 'node:util';
import { didYouMean } from '../schema/edited/faults.ts';

type Command = {
  arguments: string[];
  options?: Record<string, string>;
  /** Optional options. */
  optional?: Record<string, string>;
  /** Options without a value. A given one arrives as 'yes'. */
  switches?: string[];
  does: string;
  run(values: string[], options: Record<string, string>): Promise<void>;
};

/**
 * The operator's commands; each loads only what it needs. A required value arrives as a non-empty text, and so does an optional
 * one if it is given.
 */
const commands: Record<string, Command> = {
  'course check': {
    arguments: ['DIR'],
    optional: { for: 'BODY' },
    does: 'check a course folder: print every fault by file and line, the hours, the content hash; and what a body still needs',
    run: async ([folder = ''], { for: body }) => (await import('./course.ts')).checkFolder(folder, body),
  },
  'course new': {
    arguments: ['SLUG', 'DIR'],
    optional: { org: 'SLUG', from: 'FOLDER' },
    does: 'write a small course with a figure into a new folder; it checks clean, and you replace its words; with --from, a course of the Markdown files of another folder',
    run: async ([slug = '', folder = ''], { org: organization, from }) =>
      (await import('./newCourse.ts')).newCourse(slug, folder, { organization, from }),
  },
  'course gift': {
    arguments: ['FILE'],
    options: { into: 'DIR/quizzes/NAME.yaml' },
    optional: { objective: 'ID', module: 'ID', source: 'ID' },
    switches: ['leave-out'],
    does: "write the questions of Moodle's GIFT into a quiz file, or add them to it; with --leave-out, those that can be asked here",
    run: async ([file = ''], { into = '', 'leave-out': leaveOut, ...given }) =>
      (await import('./importGift.ts')).importGift(file, { ...given, into, leaveOut: leaveOut === 'yes' }),
  },
  'course kit': {
    arguments: ['DIR'],
    options: { out: 'DIR' },
    optional: { paper: 'a4|letter|both' },
    does: 'draw the printable sheets of a folder as PDF into another folder, without a database; on A4, if you name no paper',
    run: async ([folder = ''], { out = '', paper }) => (await import('./kit.ts')).drawFolder(folder, out, paper),
  },
  'course import': {
    arguments: ['DIR'],
    does: 'publish a folder as a new version, and load the organization file beside it',
    run: async ([folder = '']) => (await import('./course.ts')).importFolder(folder),
  },
  'course export': {
    arguments: ['SLUG', 'DIR'],
    does: 'write the current version of a course into a new folder',
    run: async ([slug = '', folder = '']) => (await import('./course.ts')).exportFolder(slug, folder),
  },
  'course retire': {
    arguments: ['SLUG'],
    options: { reason: 'TEXT' },
    does: 'close a course to new enrollments; this cannot be undone, open enrollments can be finished, certificates stay valid',
    run: async ([slug = ''], { reason = '' }) => (await import('./course.ts')).closeCourse(slug, reason),
  },
  'body check': {
    arguments: [],
    optional: { content: 'DIR' },
    does: 'check the files of accreditors and boards together: print every fault by file and line, or what each file says and what it lacks',
    run: async (_none, { content }) => (await import('./body.ts')).checkBodyFiles(content),
  },
  'approval list': {
    arguments: [],
    optional: { org: 'SLUG' },
    does: 'list what bodies approved, and what waits for you to compare it with its letter',
    run: async (_none, { org }) => (await import('./approval.ts')).listApprovals(org),
  },
  'approval confirm': {
    arguments: ['ID'],
    options: { by: 'WHO' },
    does: 'say that an approval agrees with its letter, so that credit can be offered under it',
    run: async ([id = ''], { by = '' }) => (await import('./approval.ts')).confirm(id, by),
  },
  'approval letter': {
    arguments: ['ID', 'FILE'],
    does: 'save the letter of an approval into a new file, to compare the two; the reading is recorded',
    run: async ([id = '', file = '']) => (await import('./approval.ts')).saveLetter(id, file),
  },
  'approval refuse': {
    arguments: ['ID'],
    options: { reason: 'TEXT', by: 'WHO' },
    does: 'say that an approval does not agree with its letter; it was never in force',
    run: async ([id = ''], { reason = '', by = '' }) => (await import('./approval.ts')).refuse(id, { reason, by }),
  },
  'approval sample': {
    arguments: ['BODY'],
    options: { org: 'SLUG' },
    optional: { course: 'SLUG' },
    does: 'make a confirmed approval that exists only for a demonstration; refused in production',
    run: async ([body = ''], { org = '', course }) => (await import('./approval.ts')).makeSample(body, org, course),
  },
  'attempts grant': {
    arguments: ['EMAIL', 'COUNT'],
    options: { course: 'SLUG', quiz: 'KEY', reason: 'TEXT', by: 'WHO' },
    does: 'grant extra quiz attempts (a reason is required)',
    run: async ([email = '', count = ''], options) =>
      (await import('./learner.ts')).grantAttempts(email, count, options),
  },
  'accommodation grant': {
    arguments: ['EMAIL'],
    options: { course: 'SLUG', 'quiz-time': 'PERCENT', 'study-time': 'asked|waived', reason: 'TEXT', by: 'WHO' },
    does: 'record an accommodation that was agreed with a person; never a diagnosis',
    run: async ([email = ''], options) => (await import('./learner.ts')).accommodate(email, options),
  },
  'question regrade': {
    arguments: ['KEY'],
    options: { course: 'SLUG', reason: 'TEXT', by: 'WHO' },
    does: 'count a faulty question as right for everyone who got it; results only rise',
    run: async ([key = ''], options) => (await import('./learner.ts')).regrade(key, options),
  },
  'user grant': {
    arguments: ['EMAIL', 'ROLE'],
    options: { org: 'SLUG', by: 'WHO' },
    optional: { reason: 'TEXT' },
    does: 'make a person who has signed in owner, organizer, instructor or auditor of an organization',
    run: async ([email = '', role = ''], { org = '', by = '', reason }) =>
      (await import('./user.ts')).grantRole(email, role, { org, by, reason }),
  },
  'user revoke': {
    arguments: ['EMAIL'],
    options: { org: 'SLUG', by: 'WHO' },
    optional: { reason: 'TEXT' },
    does: 'remove a person from an organization',
    run: async ([email = ''], { org = '', by = '', reason }) =>
      (await import('./user.ts')).revokeRole(email, { org, by, reason }),
  },
  'user disable': {
    arguments: ['EMAIL'],
    options: { reason: 'TEXT' },
    switches: ['formerly'],
    does: 'end all sessions of a person and block their sign-in; their record and certificates stay; with --formerly, of the person who had this address in the last 30 days',
    run: async ([email = ''], { reason = '', formerly }) =>
      (await import('./user.ts')).closeAccount(email, { reason, formerly: formerly === 'yes' }),
  },
  'user erase': {
    arguments: ['EMAIL'],
    options: { reason: 'TEXT' },
    does: 'erase a person permanently, unless a record of credit must still be kept; their certificates can still be checked',
    run: async ([email = ''], { reason = '' }) => (await import('./user.ts')).eraseAccount(email, reason),
  },
  'certificate verify': {
    arguments: ['FILE'],
    optional: { keys: 'DID_JSON_OR_KEY_FOLDER', status: 'LIST_JSON' },
    switches: ['offline', 'whole-log'],
    does: 'check a PDF, a credential or a token step by step; exit code 0 genuine and valid, 1 not genuine, 2 could not be checked, 3 genuine but not valid',
    run: async ([file = ''], { keys, status, offline, 'whole-log': whole }) => {
      const { verifyCertificate } = await import('./certificate.ts');
      return verifyCertificate(file, { keys, status, offline: offline === 'yes', wholeLog: whole === 'yes' });
    },
  },
  'keys create': {
    arguments: [],
    does: 'make the folder of signing keys, SIGNING_KEYS_DIR or DATA_DIR/keys, with its own authority for the seal',
    run: async () => (await import('./keys.ts')).createKeyFolder(),
  },
  'keys rotate': {
    arguments: [],
    optional: { use: 'SEAL|PROOF|TOKEN|LOG' },
    does: 'make new keys, for one use or for all, and sign with them from now on; what the former keys signed stays valid',
    run: async (_none, { use }) => (await import('./keys.ts')).replaceKeys(use),
  },
  'keys reseal': {
    arguments: [],
    does: 'seal under ENCRYPTION_KEY all that ENCRYPTION_KEY_BEFORE sealed; the service may run meanwhile, and a run that was ended may be repeated',
    run: async () => (await import('./reseal.ts')).resealAll(),
  },
  'keys list': {
    arguments: [],
    does: 'list every key: use, id, date, active or retired, and the name and last day of the seal certificate',
    run: async () => (await import('./keys.ts')).listKeys(),
  },
  'keys import-seal': {
    arguments: ['CHAIN.pem', 'KEY.pem'],
    does: 'seal from now on with a certificate of an outside authority, on P-256; put its own first, then those above it',
    run: async ([chain = '', key = '']) => (await import('./keys.ts')).adoptSeal(chain, key),
  },
  'stripe check': {
    arguments: [],
    does: 'check that the keys of Stripe reach an account, that its events arrive here, and what its statements and mails tell others',
    run: async () => (await import('./stripe.ts')).checkStripe(),
  },
  backup: {
    arguments: ['FILE'],
    does: 'write all data but sign-ins, as one moment, into a new file; the service may run meanwhile',
    run: async ([file = '']) => (await import('./backup.ts')).backUp(file),
  },
  restore: {
    arguments: ['FILE'],
    optional: { erasures: 'FILE' },
    switches: ['replace'],
    does: 'check a backup and put its data into an empty database, or in place of all data there; erase again who was erased since',
    run: async ([file = ''], { replace, erasures }) =>
      (await import('./backup.ts')).restore(file, { replace: replace === 'yes', erasures }),
  },
  'log verify': {
    arguments: [],
    optional: { against: 'FILE' },
    switches: ['whole'],
    does: 'replay what the transparency log gained or changed since the last clean replay, or the whole, and list what differs; check that it continues what was seen here before, and a saved checkpoint',
    run: async (_none, { against, whole }) => (await import('./log.ts')).verifyLog(against, whole === 'yes'),
  },
  'log checkpoint': {
    arguments: [],
    does: 'print the newest signed state of the log, to save in another place',
    run: async () => (await import('./log.ts')).printCheckpoint(),
  },
};

const usageOf = (name: string, command: Command): string =>
  [
    name,
    ...command.arguments,
    ...Object.entries(command.options ?? {}).map(([option, value]) => `--${option} ${value}`),
    ...Object.entries(command.optional ?? {}).map(([option, value]) => `[--${option} ${value}]`),
    ...(command.switches ?? []).map((option) => `[--${option}]`),
  ].join(' ');

const usage = (): string =>
  [
    'attune <command>',
    ...Object.entries(commands).map(([name, command]) => `  ${usageOf(name, command)}\n      ${command.does}`),
  ].join('\n');

class UsageError extends Error {}

/** Reads the command line and runs its command. Throws UsageError when it does not match the usage. */
async function run(line: string[]): Promise<void> {
  const words = Object.hasOwn(commands, line[0] ?? '') ? 1 : 2;
  const name = line.slice(0, words).join(' ');
  const command = commands[name];
  if (command === undefined)
    throw new UsageError(`There is no command "${name}"${didYouMean(name, Object.keys(commands))}\n${usage()}`);
  const required = Object.keys(command.options ?? {});
  const options = [...required, ...Object.keys(command.optional ?? {})];
  const { values, positionals } = parse(line.slice(words), options, name, command);
  const complete = required.every((option) => values[option] !== undefined);
  if (
    !complete ||
    Object.values(values).includes('') ||
    positionals.length !== command.arguments.length ||
    positionals.includes('')
  )
    throw new UsageError(`Write: attune ${usageOf(name, command)}`);
  await command.run(positionals, values);
}

function parse(rest: string[], options: string[], name: string, command: Command) {
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      options: {
        ...Object.fromEntries(options.map((option) => [option, { type: 'string' as const }])),
        ...Object.fromEntries((command.switches ?? []).map((option) => [option, { type: 'boolean' as const }])),
      },
      allowPositionals: true,
    });
    // Every option is a text or a switch, and may be given once.
    const texts = Object.entries(values).map(([option, value]) => [option, value === true ? 'yes' : String(value)]);
    const read: Record<string, string> = Object.fromEntries(texts);
    return { values: read, positionals };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${reason}\nWrite: attune ${usageOf(name, command)}`);
  }
}

/** The SQL does not help an operator; the database's answer does. Nobody is signed in at a command line. */
async function explain(error: unknown): Promise<string> {
  const [{ DrizzleQueryError }, { NotFoundError }] = await Promise.all([
    import('drizzle-orm'),
    import('../schema/errors.ts'),
  ]);
  if (error instanceof NotFoundError) return `${error.what} was not found. Check what you typed.`;
  if (error instanceof DrizzleQueryError) return `The database refused: ${error.cause?.message ?? 'no reason given'}`;
  return error instanceof Error ? error.message : String(error);
}

/** Runs a command line and prints the result. A failure is one clear line and an exit code. */
export async function runLine(line: string[]): Promise<void> {
  if (line.length === 0 || line.includes('--help')) {
    console.log(usage());
    return;
  }
  await run(line).catch(async (error: unknown) => {
    console.error(await explain(error));
    process.exitCode = error instanceof UsageError ? 2 : 1;
  });
}
