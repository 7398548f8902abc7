import type { z } from 'zod';
import { didYouMean, type Fault, sortFaults } from '../../edited/faults.ts';
import { isSlug } from '../../edited/text.ts';
import { checkShape, type EditedYaml, readYaml } from '../../edited/yaml.ts';
import type { Accreditor, Board, BoardProfession, Dated, Source } from './bodies.ts';
import { accreditorShape, boardShape, type Entry, type WrittenAccreditor, type WrittenBoard } from './bodyShapes.ts';
import { blankMessage, blanksIn } from './statement.ts';

/** A body as its file says it, with the lines of the file for what only all files together can tell. */
export type ReadBody<Body> = { body: Body; yaml: EditedYaml };
export type Parsed<Body> = ({ ok: true } & ReadBody<Body>) | { ok: false; faults: Fault[] };

type Path = PropertyKey[];
type Report = (path: Path, message: string) => Fault;
type Sources = Record<string, Source>;

/** Reads content/accreditors/KEY.yaml. Answers the accreditor, or every fault with its line and what to write instead. */
export function parseAccreditor(file: string, text: string): Parsed<Accreditor> {
  return parseBody({ file, text, shape: accreditorShape, faultsOf: accreditorFaults, read: accreditorOf });
}

/** Reads content/boards/KEY.yaml in the same way. */
export function parseBoard(file: string, text: string): Parsed<Board> {
  return parseBody({ file, text, shape: boardShape, faultsOf: boardFaults, read: boardOf });
}

type Reading<Shape extends z.ZodType, Body> = {
  file: string;
  text: string;
  shape: Shape;
  faultsOf: (written: z.output<Shape>, report: Report) => Fault[];
  read: (written: z.output<Shape>) => Body;
};

type Head = { key: string; sources: Sources };

function parseBody<Shape extends z.ZodType<Head>, Body>(reading: Reading<Shape, Body>): Parsed<Body> {
  const { file, text, shape } = reading;
  const { yaml, faults } = readYaml(file, text.replace(/^\ufeff/, ''));
  if (yaml === null) return { ok: false, faults: sortFaults(faults) };
  const { value, faults: misshapen } = checkShape(shape, yaml);
  if (value === null) return { ok: false, faults: sortFaults(misshapen) };
  const report: Report = (path, message) => ({ file, line: yaml.lineOf(path), message });
  const wrong = [...headFaults(file, value, report), ...reading.faultsOf(value, report)];
  if (wrong.length > 0) return { ok: false, faults: sortFaults(wrong) };
  return { ok: true, body: reading.read(value), yaml };
}

function headFaults(file: string, { key, sources }: Head, report: Report): Fault[] {
  const name = file.replace(/^.*\//, '').replace(/\.yaml$/, '');
  const misnamed = Object.keys(sources).filter((source) => !isSlug(source));
  return [
    ...(name === key ? [] : [report(['key'], `key: the file is named ${name}.yaml; give both the same name.`)]),
    ...misnamed.map((source) =>
      report(['sources', source], 'Name the source in lowercase letters, digits and single hyphens.'),
    ),
  ];
}

function accreditorFaults(written: WrittenAccreditor, report: Report): Fault[] {
  const { kind, website, approves, values, statements, sources } = written;
  const faults = [
    ...historyFaults(values, { at: ['values'], sources, report }),
    ...entryFaults(statements, { at: ['statements'], sources, report, sameName: ({ kind: of }) => of }),
    ...statements.flatMap((statement, index) => statementFaults(statement, approves, index, report)),
  ];
  if (kind === 'ACCREDITS' && website === undefined)
    faults.push(report(['website'], 'website: is missing; write an address that begins with https://.'));
  if (kind === 'ACCREDITS' && approves.length === 0)
    faults.push(
      report(['approves'], 'approves: write PROVIDER, COURSE or both; a body that accredits approves something.'),
    );
  if (kind === 'PLAIN' && approves.length > 0)
    faults.push(report(['approves'], 'approves: remove it; no body approves what is PLAIN.'));
  if (kind === 'PLAIN' && statements.length > 0)
    faults.push(report(['statements'], 'statements: remove them; what is PLAIN is said in the name of no body.'));
  return faults;
}

function statementFaults(
  { kind, text }: WrittenAccreditor['statements'][number],
  approves: readonly string[],
  index: number,
  report: Report,
): Fault[] {
  const { blanks, faults } = blanksIn(text);
  const at = ['statements', index];
  const partner = blanks.find((blank) => blank === 'partner' || blank === 'partnerNumber');
  const alone = kind === 'PROVIDER' || kind === 'COURSE';
  return [
    ...faults.map((fault) => report([...at, 'text'], `statements.text: ${blankMessage(fault)}`)),
    ...(alone && partner !== undefined
      ? [
          report(
            [...at, 'text'],
            `statements.text: {${partner}} stands in statements of the kinds CO_SPONSORED and JOINT only.`,
          ),
        ]
      : []),
    ...(alone && !approves.includes(kind)
      ? [
          report(
            [...at, 'kind'],
            `statements.kind: the body does not approve this; add ${kind} to approves, or write another kind.`,
          ),
        ]
      : []),
  ];
}

function boardFaults({ kind, professions, sources }: WrittenBoard, report: Report): Fault[] {
  const keys = professions.map(({ key }) => key);
  return professions.flatMap(({ key, values, kinds = {} }, index) => {
    const at = ['professions', index];
    const twice = keys.indexOf(key) < index;
    const said: [Path, Values][] = [
      [['values'], values],
      ...Object.entries(kinds).map(([name, own]): [Path, Values] => [['kinds', name], own ?? {}]),
    ];
    return [
      ...said.flatMap(([under, own]) => historyFaults(own, { at: [...at, ...under], sources, report })),
      ...(twice ? [report([...at, 'key'], `The profession ${key} appears twice.`)] : []),
      ...said
        .filter(([, own]) => kind === 'LOG_ONLY' && own.accepts !== undefined)
        .map(([under]) => report([...at, ...under, 'accepts'], NO_APPROVALS)),
    ];
  });
}

type Values = Record<string, Entry[] | undefined>;
const NO_APPROVALS = 'accepts: remove it; a body of the kind LOG_ONLY accepts a log and no approval.';

type Place<Item> = { at: Path; sources: Sources; report: Report; sameName?: (item: Item) => string };

function historyFaults(values: Record<string, Entry[] | undefined>, { at, sources, report }: Place<Entry>): Fault[] {
  return Object.entries(values).flatMap(([name, entries]) =>
    entryFaults(entries ?? [], { at: [...at, name], sources, report }),
  );
}

/** Sources that the file does not list, and two entries of one value from the same day. */
function entryFaults<Item extends { from: string; source: string }>(
  entries: readonly Item[],
  { at, sources, report, sameName = () => '' }: Place<Item>,
): Fault[] {
  const starts = entries.map((entry) => `${sameName(entry)} ${entry.from}`.trim());
  const named = at.filter((step) => typeof step === 'string').join('.');
  return entries.flatMap(({ from, source }, index) => {
    const known = Object.keys(sources);
    const unknown = `${named}.source: no source is named "${source}"${didYouMean(source, known) || '; list it under sources.'}`;
    const twice = `${named}.from: two entries begin on ${from}; give each the day from which it applies.`;
    return [
      ...(Object.hasOwn(sources, source) ? [] : [report([...at, index, 'source'], unknown)]),
      ...(starts.indexOf(starts[index] ?? '') < index ? [report([...at, index, 'from'], twice)] : []),
    ];
  });
}

/** The same entries with their sources in them. */
function withSources<Item extends { source: string }>(entries: readonly Item[], sources: Sources) {
  return entries.map((entry) => {
    const source = sources[entry.source];
    if (source === undefined) throw new Error(`the source ${entry.source} passed its check and is not there`);
    return { ...entry, source };
  });
}

function valuesOf(values: Record<string, Entry[] | undefined>, sources: Sources): Record<string, Dated<unknown>[]> {
  const given = Object.entries(values).flatMap(([name, entries]) =>
    entries === undefined ? [] : [[name, withSources(entries, sources)] as const],
  );
  return Object.fromEntries(given);
}

const accreditorOf = ({ sources, values, statements, website, ...rest }: WrittenAccreditor): Accreditor => ({
  ...rest,
  website: website ?? null,
  // The catalog's own shapes have checked each value; building the section from the catalog loses their types.
  values: valuesOf(values, sources) as Accreditor['values'],
  statements: withSources(statements, sources).map(({ text, ...statement }) => ({ ...statement, value: text })),
});

const boardOf = ({ sources, professions, statements: _, approves: __, ...rest }: WrittenBoard): Board => ({
  ...rest,
  professions: professions.map(
    ({ values, kinds, ...profession }): BoardProfession => ({
      ...profession,
      values: valuesOf(values, sources) as BoardProfession['values'],
      ...(kinds && { kinds: kindsOf(kinds, sources) }),
    }),
  ),
});

function kindsOf(kinds: NonNullable<WrittenBoard['professions'][number]['kinds']>, sources: Sources) {
  const said = Object.entries(kinds).flatMap(([kind, values]) =>
    values === undefined ? [] : [[kind, valuesOf(values, sources)] as const],
  );
  return Object.fromEntries(said) as BoardProfession['kinds'];
}
