import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  createDraft,
  type Events,
  NOW,
  openEvents,
  publishedIntensive,
  type Saved,
  trainingDraft,
} from '../support/intensives.ts';
import { member } from '../support/issued.ts';
import { globalId } from '../support/quizPages.ts';

let events: Events;
let tax: string;
beforeAll(async () => {
  events = await openEvents();
  tax = await events.tax();
});
afterAll(() => events.world.close());

const CODE = `mutation ($input: AddIntensiveCodeInput!) { addIntensiveCode(input: $input) {
  ... on AddIntensiveCodePayload { intensive { codes { code percent amountMinor uses removedAt } } } ... on Error { code message } } }`;
const END = `mutation ($input: RemoveIntensiveCodeInput!) { removeIntensiveCode(input: $input) {
  ... on RemoveIntensiveCodePayload { intensive { codes { code removedAt } } } ... on Error { code message } } }`;

test('codes are added once, by any case, seen by members, and ended once', async () => {
  const { id } = await publishedIntensive(events, 'coded', trainingDraft(tax));
  const add = async (changes: object) =>
    (await events.ask(events.owner, CODE, { input: { intensiveId: id, code: 'spring-10', ...changes } })).data
      .addIntensiveCode;
  expect(await add({ percent: 10, amountMinor: 100 })).toMatchObject({ code: 'INVALID_INPUT' });
  expect(await add({})).toMatchObject({ code: 'INVALID_INPUT' });
  expect(await add({ percent: 10 })).toEqual({
    intensive: { codes: [{ code: 'SPRING-10', percent: 10, amountMinor: null, uses: 0, removedAt: null }] },
  });
  expect(await add({ code: 'Spring-10', percent: 20 })).toMatchObject({ code: 'CODE_TAKEN' });
  const end = async (now = NOW) =>
    (await events.ask(events.owner, END, { input: { intensiveId: id, code: 'SPRING-10' } }, now)).data
      .removeIntensiveCode;
  const ended = { intensive: { codes: [{ code: 'SPRING-10', removedAt: NOW.toISOString() }] } };
  expect(await end()).toEqual(ended);
  expect(await end(new Date('2027-01-05T00:00:00Z'))).toEqual(ended);
});

const CHOOSE = `mutation ($input: ChooseTaxInput!) { chooseTax(input: $input) { __typename
  ... on Error { code } ... on InvalidInputError { fields { path } } } }`;
test.each([
  ['a standard sale without a rate', { treatment: 'STANDARD' }, 'rate'],
  ['an exempt sale with a rate', { rate: '19' }, 'rate'],
  ['a rate that is none', { treatment: 'STANDARD', rate: '19,5' }, 'rate'],
  ['no registration', { registrationNumber: null }, 'registrationNumber'],
  ['a registration of a seller who has none', { treatment: 'NOT_REGISTERED' }, 'registrationNumber'],
  ['a country that is none', { buyerCountries: ['usa'] }, 'buyerCountries.0'],
])('of a choice of tax, %s is asked back', async (_, changes, path) => {
  const base = {
    label: 'A',
    treatment: 'EXEMPT',
    registrationNumber: 'EX-1',
    words: 'Exempt.',
    source: 'Code',
    reason: 'Because.',
    startsOn: '2027-01-01',
  };
  const input = { organizationId: globalId('Organization', events.organizationId), ...base, ...changes };
  const answer = (await events.ask(events.owner, CHOOSE, { input })).data.chooseTax as Saved;
  expect(answer.fields).toMatchObject([{ path }]);
});

test('a choice of tax is an owner’s, and another organization’s cannot be named', async () => {
  const organizer = await member(events.world, 'ORGANIZER', events.organizationId);
  const input = {
    organizationId: globalId('Organization', events.organizationId),
    label: 'A',
    treatment: 'OUT_OF_SCOPE',
    words: 'None.',
    source: 'Code',
    reason: 'Because.',
    startsOn: '2027-01-01',
  };
  expect((await events.ask(organizer, CHOOSE, { input })).data.chooseTax).toMatchObject({ code: 'FORBIDDEN' });
  const { fields } = await createDraft(
    events,
    'foreign-tax',
    trainingDraft(globalId('TaxChoice', '019aa000-0000-7000-8000-000000000001')),
  );
  expect(fields.map(({ path }) => path)).toEqual(['draft.prices.0.taxChoiceId', 'draft.prices.1.taxChoiceId']);
});
