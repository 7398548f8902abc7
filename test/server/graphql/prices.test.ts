import { beforeAll, describe, expect, test } from '@jest/globals';
import { type GraphQLObjectType, parse } from 'graphql';
import { schema } from '../../../schema/graphql/index.ts';
import { costOf, priceFields } from '../../../server/graphql/limits/cost.ts';
import { documentFaults } from '../../../server/graphql/limits/document.ts';
import { priceOfField } from '../../../server/graphql/limits/prices.ts';

beforeAll(() => priceFields(schema));

const fieldsOf = (type: GraphQLObjectType | null | undefined): string[] => Object.keys(type?.getFields() ?? {}).sort();
const cost = (query: string, variables: Record<string, unknown> = {}) =>
  costOf({ schema, document: parse(query), variables }).cost;

describe('the price of each field at the root', () => {
  test('of queries', () => {
    const prices = fieldsOf(schema.getQueryType()).map((name) => `${name} ${priceOfField('Query', name)}`);
    expect(prices).toEqual([
      'accreditor 10',
      'accreditors 10',
      'attendance 10',
      'attendanceReport 10',
      'boards 10',
      'certificateDesigns 10',
      'course 10',
      'courses 10',
      'doorList 10',
      'evaluationReport 300',
      'intensive 10',
      'intensives 10',
      'languages 10',
      'legalTexts 10',
      'namePrintable 10',
      'node 10',
      'nodes 10',
      'organization 10',
      'verifyCertificate 100',
      'verifyCertificates 100',
      'viewer 10',
    ]);
  });

  const DEAR = ['claimCredit', 'reissueCertificate', 'requestDataExport', 'updateCertificateLook'];
  test.each(fieldsOf(schema.getMutationType()))('of the mutation %s, at least 200', (name) => {
    const { complexity } = schema.getMutationType()?.getFields()[name]?.extensions ?? {};
    expect(complexity).toEqual({ field: DEAR.includes(name) ? 500 : 200, multiplier: 1 });
  });

  test.each([
    [
      'aliases add up',
      '{ a: verifyCertificate(number: "x") { status } b: verifyCertificate(number: "x") { status } }',
      202,
    ],
    ['one number of many', '{ verifyCertificates(numbers: ["x"]) { status } }', 111],
    ['each further number', '{ verifyCertificates(numbers: ["x", "y"]) { status } }', 122],
    ['a mutation, with its answer', 'mutation { updateProfile(input: {}) { __typename } }', 201],
    ['a page', '{ courses(first: 2) { nodes { id } } }', 12],
    ['ids', '{ nodes(ids: ["x", "y"]) { id } }', 14],
    ['a whole list', '{ course(slug: "x") { modules { id } } }', 21],
  ])('%s', (_what, query, expected) => {
    expect(cost(query)).toBe(expected);
  });
});

describe('a mutation has at most ten fields', () => {
  const field = (at: number) => `a${at}: updateProfile(input: {}) { __typename }`;
  const fields = (count: number) => Array.from({ length: count }, (_, at) => field(at)).join(' ');
  const codes = (query: string) => documentFaults(parse(query)).map(({ extensions }) => extensions.code);

  test.each([
    ['in the operation', (count: number) => `mutation { ${fields(count)} }`],
    ['in a fragment', (count: number) => `mutation { ...f } fragment f on Mutation { ${fields(count)} }`],
    ['in parts', (count: number) => `mutation { ... { ${fields(count - 1)} } ... on Mutation { ${field(count)} } }`],
    [
      'in a fragment of a fragment',
      (count: number) =>
        `mutation { ...f } fragment f on Mutation { ...g ${field(count)} } fragment g on Mutation { ${fields(count - 1)} }`,
    ],
    ['in one of two operations', (count: number) => `query q { __typename } mutation m { ${fields(count)} }`],
  ])('%s', (_where, query) => {
    expect(codes(query(10))).toEqual([]);
    expect(codes(query(11))).toEqual(['DOCUMENT_TOO_LARGE']);
    expect(documentFaults(parse(query(11)))[0]?.message).toContain('fields of a mutation than allowed (at most 10)');
  });

  test('fields at the root of a query are counted where fragments write them, too', () => {
    const many = Array.from({ length: 21 }, (_, at) => `a${at}: __typename`).join(' ');
    expect(codes(`{ ...f } fragment f on Query { ${many} }`)).toEqual(['DOCUMENT_TOO_LARGE']);
    expect(codes(`{ viewer { ${many} } }`)).toEqual([]);
  });
});
