import { expect, test } from '@jest/globals';
import { isInterfaceType, isNonNullType, isObjectType } from 'graphql';
import { schema } from '../../schema/graphql/index.ts';

const printed = schema.getType('PrintedFacts');
if (!isInterfaceType(printed)) throw new Error('PrintedFacts is no interface');
const fields = Object.values(printed.getFields());

/** Every type that shows what a certificate says, and whether its certificate always exists. */
const TYPES: [string, boolean][] = [
  ['Certificate', true],
  ['CertificateVerdict', false],
  ['ClaimPreview', true],
  ['IssuedCertificate', true],
  ['TranscriptEntry', true],
];

/** What every certificate says. A fact that is added later is optional: earlier certificates do not have it. */
const ALWAYS_SAID = [
  'completedOn',
  'courseTitle',
  'courseVersion',
  'credits',
  'hoursAre',
  'hoursOfStudy',
  'organization',
  'sessions',
  'statements',
];

test('exactly these types show what a certificate says', () => {
  const names = schema.getPossibleTypes(printed).map(({ name }) => name);
  expect(names.sort()).toEqual(TYPES.map(([name]) => name));
});

test.each(TYPES)('%s says every printed fact, in the same words', (name, always) => {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is no object`);
  for (const { name: field, description, type: printedType } of fields) {
    const own = type.getFields()[field];
    expect([field, own?.description]).toEqual([field, description]);
    const strict = isNonNullType(printedType) || (always && ALWAYS_SAID.includes(field));
    expect([field, own !== undefined && isNonNullType(own.type)]).toEqual([field, strict]);
  }
});
