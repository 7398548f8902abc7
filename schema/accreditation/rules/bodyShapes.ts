import { z } from 'zod';
import { APPROVAL_KINDS } from '../../../drizzle/tables/accreditation.ts';
import { LICENSE_KINDS } from '../../../drizzle/tables/licenses.ts';
import { day, key, line, list, printedLine, printedName, section, webAddress, word } from '../../edited/text.ts';
import { CONFIDENCES, type LicenseKind } from './bodies.ts';
import { ACCREDITOR_VALUES, BOARD_VALUES } from './values.ts';

const MOST_ENTRIES = 100;

/** Some boards publish over http only. */
const sourceAddress = () =>
  line('the address where it was read', 2_000).refine(
    (value) => /^https?:\/\/[^\s]+$/.test(value) && URL.canParse(value),
    'write an address that begins with https:// or http:// and contains no space.',
  );

const sourceShape = section({ title: line('the title of the page or document'), url: sourceAddress(), readOn: day() });

/** The sources of a file by name. */
const sources = z.record(z.string(), sourceShape, {
  error: 'write a section: each source under a name of its own, with title, url and readOn.',
});

const origin = {
  from: day(),
  source: line('the name of one of the sources, or remove the value: a value without a source is left out', 80),
  confidence: word(CONFIDENCES),
  note: line('a note', 2_000).optional(),
};

/** The history of each value of a catalog. Its type is lost here; the catalog's own shapes have checked each value. */
function history(catalog: Record<string, z.ZodType>) {
  const shapes = Object.entries(catalog).map(([name, value]) => [
    name,
    list(section({ value, ...origin }), 1, MOST_ENTRIES).optional(),
  ]);
  return section(Object.fromEntries(shapes) as Record<string, z.ZodType<Entry[] | undefined>>);
}

export type Entry = { value: unknown } & Omit<WrittenStatement, 'kind' | 'text'>;
export type WrittenStatement = z.output<typeof statementShape>;

const statementShape = section({
  kind: word(APPROVAL_KINDS),
  text: printedLine('the sentence of the body, word for word', 2_000),
  ...origin,
});

const JURISDICTION = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/;
const jurisdiction = () =>
  line('a code of ISO 3166 such as US, US-NY or NZ', 6).refine(
    (value) => JURISDICTION.test(value),
    'write a code of ISO 3166: two capital letters, and the state where there is one: US, US-NY, NZ.',
  );

const head = {
  key: key('a short name'),
  name: printedName('the name of the body', 200),
  sources: sources.default({}),
};

export const accreditorShape = section({
  ...head,
  website: webAddress().optional(),
  kind: word(['ACCREDITS', 'PLAIN']),
  approves: list(word(['PROVIDER', 'COURSE']), 0, 2).default([]),
  jurisdictions: list(jurisdiction(), 0, 300).default([]),
  professions: list(key('a profession'), 0, 60).default([]),
  values: history(ACCREDITOR_VALUES).default({}),
  statements: list(statementShape, 0, MOST_ENTRIES).default([]),
});
export type WrittenAccreditor = z.output<typeof accreditorShape>;

const ofAccreditors = (what: string) =>
  z.undefined({ error: `a board ${what}; this belongs into the file of an accreditor.` }).optional();

export const boardShape = section({
  ...head,
  website: webAddress(),
  kind: word(['REGULATES', 'LOG_ONLY']),
  jurisdiction: jurisdiction(),
  professions: list(
    section({
      key: key('a profession'),
      title: printedLine('the title of the license'),
      values: history(BOARD_VALUES).default({}),
      kinds: section(
        Object.fromEntries(LICENSE_KINDS.map((kind) => [kind, history(BOARD_VALUES).optional()])) as Record<
          LicenseKind,
          z.ZodOptional<ReturnType<typeof history>>
        >,
      ).optional(),
    }),
    1,
    60,
  ),
  statements: ofAccreditors('words no statement'),
  approves: ofAccreditors('approves no provider and no course'),
});
export type WrittenBoard = z.output<typeof boardShape>;
