import '../server/node24.js';
import { parseArgs } from 'node:util';
import { DrizzleQueryError } from 'drizzle-orm';
import { didYouMean } from '../schema/faults.ts';
import { checkFolder, exportFolder, importFolder } from './course.ts';
import { accommodate, grantAttempts, regrade } from './learner.ts';
import { closeAccount, grantRole } from './user.ts';

type Command = {
  arguments: string[];
  options?: Record<string, string>;
  does: string;
  run(values: string[], options: Record<string, string>): Promise<void>;
};

/** What an operator can do. Arguments and options are all required and arrive as non-empty texts. */
const commands: Record<string, Command> = {
  'course check': {
    arguments: ['DIR'],
    does: "check a course's folder: every fault by file and line, the hours, the content hash",
    run: ([folder = '']) => checkFolder(folder),
  },
  'course import': {
    arguments: ['DIR'],
    does: 'publish a folder as a new version, with the organization beside it',
    run: ([folder = '']) => importFolder(folder),
  },
  'course export': {
    arguments: ['SLUG', 'DIR'],
    does: 'write the current version of a course into a new folder',
    run: ([slug = '', folder = '']) => exportFolder(slug, folder),
  },
  'attempts grant': {
    arguments: ['EMAIL', 'COUNT'],
    options: { course: 'SLUG', quiz: 'KEY', reason: 'TEXT', by: 'WHO' },
    does: 'let somebody sit a quiz more often, with the reason',
    run: ([email = '', count = ''], options) => grantAttempts(email, count, options),
  },
  'accommodation grant': {
    arguments: ['EMAIL'],
    options: { course: 'SLUG', 'quiz-time': 'PERCENT', 'study-time': 'asked|waived', reason: 'TEXT', by: 'WHO' },
    does: 'record what was agreed so that somebody can take part; never a diagnosis',
    run: ([email = ''], options) => accommodate(email, options),
  },
  'question regrade': {
    arguments: ['KEY'],
    options: { course: 'SLUG', reason: 'TEXT', by: 'WHO' },
    does: 'count a question at fault as right for everyone who was asked it; results only rise',
    run: ([key = ''], options) => regrade(key, options),
  },
  'user grant': {
    arguments: ['EMAIL', 'ROLE'],
    options: { org: 'SLUG' },
    does: 'make somebody who has signed in owner, organizer, instructor or auditor of an organization',
    run: ([email = '', role = ''], { org = '' }) => grantRole(email, role, org),
  },
  'user disable': {
    arguments: ['EMAIL'],
    options: { reason: 'TEXT' },
    does: 'end every session of somebody and let them sign in no more; their record and certificates stay',
    run: ([email = ''], { reason = '' }) => closeAccount(email, reason),
  },
};

const usageOf = (name: string, command: Command): string =>
  [
    name,
    ...command.arguments,
    ...Object.entries(command.options ?? {}).map(([option, value]) => `--${option} ${value}`),
  ].join(' ');

const usage = (): string =>
  [
    'attune <command>',
    ...Object.entries(commands).map(([name, command]) => `  ${usageOf(name, command)}\n      ${command.does}`),
  ].join('\n');

class UsageError extends Error {}

/** Reads the command line and runs what it names. Throws UsageError when it is not a command as the usage shows. */
const run = async (line: string[]): Promise<void> => {
  const name = line.slice(0, 2).join(' ');
  const command = commands[name];
  if (command === undefined)
    throw new UsageError(`There is no command "${name}"${didYouMean(name, Object.keys(commands))}\n${usage()}`);
  const options = Object.keys(command.options ?? {});
  const { values, positionals } = parse(line.slice(2), options, name, command);
  const complete = options.every((option) => values[option] !== undefined && values[option] !== '');
  if (!complete || positionals.length !== command.arguments.length || positionals.includes(''))
    throw new UsageError(`Write: attune ${usageOf(name, command)}`);
  await command.run(positionals, values);
};

const parse = (rest: string[], options: string[], name: string, command: Command) => {
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      options: Object.fromEntries(options.map((option) => [option, { type: 'string' as const }])),
      allowPositionals: true,
    });
    // Every option is of the type string and given once, so each value is a text.
    return { values: values as Record<string, string>, positionals };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${reason}\nWrite: attune ${usageOf(name, command)}`);
  }
};

/** A statement's text says nothing to an operator; what the database answered does. */
const explain = (error: unknown): string => {
  if (error instanceof DrizzleQueryError)
    return `The database did not do it: ${error.cause?.message ?? 'no reason given'}`;
  return error instanceof Error ? error.message : String(error);
};

const line = process.argv.slice(2);
if (line.length === 0 || line.includes('--help')) console.log(usage());
else
  await run(line).catch((error: unknown) => {
    console.error(explain(error));
    process.exitCode = error instanceof UsageError ? 2 : 1;
  });
