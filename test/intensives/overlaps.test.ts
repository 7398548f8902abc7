import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newOverlaps } from '../../schema/intensives/rules/busy.ts';
import { createDraft, type Events, openEvents, SAVED, type Saved, trainingDraft } from '../support/intensives.ts';

const at = (from: string, until: string) => ({
  startsAt: new Date(`2027-03-12T${from}:00Z`),
  endsAt: new Date(`2027-03-12T${until}:00Z`),
});
const leads = (name: string, what: string, from: string, until: string) => ({ name, what, ...at(from, until) });

describe('who leads two things at once', () => {
  const own = leads('Robin', 'Morning', '09:00', '10:00');
  test.each([
    ['ends as it begins', leads('Robin', 'Talk', '08:00', '09:00'), 0],
    ['begins as it ends', leads('Robin', 'Talk', '10:00', '11:00'), 0],
    ['has a minute in common', leads('Robin', 'Talk', '09:59', '11:00'), 1],
    ['lies within', leads('Robin', 'Talk', '09:15', '09:30'), 1],
    ['lies around', leads('Robin', 'Talk', '08:00', '12:00'), 1],
    ['is spelled otherwise', leads('ROBIN', 'Talk', '09:00', '10:00'), 1],
    ['is of somebody else', leads('Kim', 'Talk', '09:00', '10:00'), 0],
  ])('another event that %s', (_what, other, many) => {
    const asked = { before: [], after: [own], standing: [other], timeZone: 'UTC' };
    expect(newOverlaps(asked)).toHaveLength(many);
    expect(newOverlaps({ ...asked, before: [own] })).toEqual([]);
  });

  test('is named with both and the time; two parts of one event are such things too', () => {
    const after = [own, leads('Robin', 'Beside it', '09:30', '10:30')];
    expect(newOverlaps({ before: [own], after, standing: [], timeZone: 'America/New_York' })).toEqual([
      'Robin leads "Beside it" from Fri, March 12, 2027, 04:30 (America/New_York), and "Morning" at the same time.',
    ]);
  });
});

let events: Events;
beforeAll(async () => {
  events = await openEvents();
});
afterAll(() => events.world.close());

const VERBS = {
  publish: 'publishIntensive',
  update: 'updateIntensive',
  reschedule: 'rescheduleIntensive',
} as const;
type Answer = Saved & { overlaps?: string[] };
const save = async (verb: keyof typeof VERBS, input: object): Promise<Answer> => {
  const name = VERBS[verb];
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const query = `mutation ($input: ${type}Input!) { ${name}(input: $input) { __typename
    ... on ${type}Payload { intensive { id revision publishedAt } } ${SAVED} ... on InstructorBusyError { overlaps } } }`;
  return (await events.ask(events.owner, query, { input })).data[name] as Answer;
};

const on = (day: string, name: string) => ({
  instructors: [{ name, credentials: 'PhD', disclosure: 'No interests to disclose.' }],
  segments: trainingDraft(null).segments.map((one) => ({
    ...{ ...one, day, instructors: one.instructors.length > 0 ? [name] : [] },
  })),
});
const draftOf = (day: string, name: string) => trainingDraft(null, on(day, name));
const written = async (slug: string, day: string, name: string): Promise<string> =>
  (await createDraft(events, slug, draftOf(day, name))).intensive.id;
const published = async (slug: string, day: string, name: string): Promise<string> => {
  const intensiveId = await written(slug, day, name);
  expect(await save('publish', { intensiveId, revision: 1 })).toMatchObject({ intensive: { id: intensiveId } });
  return intensiveId;
};
const answerBy = '2027-02-01T00:00:00.000Z';

describe('an organizer is told', () => {
  test('before a publication; a draft is written freely, and a call that says that it is meant goes through', async () => {
    await published('one', '2027-03-12', 'Ana Example');
    const intensiveId = await written('other', '2027-03-12', 'ana example');
    const refused = await save('publish', { intensiveId, revision: 1 });
    expect(refused).toMatchObject({ code: 'INSTRUCTOR_BUSY', message: expect.stringContaining('`acceptOverlaps`') });
    expect(refused.overlaps?.[0]).toContain('ana example leads "First part" from Fri, March 12, 2027, 09:30');
    expect(await save('publish', { intensiveId, revision: 1, acceptOverlaps: false })).toMatchObject(refused);
    const meant = { intensiveId, revision: 1, acceptOverlaps: true };
    expect((await save('publish', meant)).intensive.publishedAt).not.toBeNull();
    // What was accepted is not asked again, but something else is.
    const elsewhere = { ...draftOf('2027-03-12', 'ana example'), place: 'Elsewhere' };
    expect((await save('update', { intensiveId, revision: 1, draft: elsewhere })).code).toBeUndefined();
    await published('third', '2027-03-12', 'Lee Example');
    const teaches = draftOf('2027-03-12', 'Lee Example');
    expect((await save('update', { intensiveId, revision: 2, draft: teaches })).code).toBe('INSTRUCTOR_BUSY');
  });

  test('before people are asked whether they stay at other times, and nothing is changed', async () => {
    await published('stands', '2027-03-19', 'Bo Example');
    const intensiveId = await published('moves', '2027-03-20', 'Bo Example');
    const moved = { intensiveId, revision: 1, draft: draftOf('2027-03-19', 'Bo Example'), answerBy };
    expect((await save('reschedule', moved)).code).toBe('INSTRUCTOR_BUSY');
    const free = { ...moved, draft: draftOf('2027-03-21', 'Bo Example') };
    expect((await save('reschedule', free)).intensive.revision).toBe(2);
    expect((await save('reschedule', { ...moved, revision: 2, acceptOverlaps: true })).intensive.revision).toBe(3);
  });

  test('by one of eight who move eight events to one time at once', async () => {
    const ids: string[] = [];
    for (let day = 1; day <= 8; day += 1) ids.push(await published(`race-${day}`, `2027-04-0${day}`, 'Cy Example'));
    const draft = { ...draftOf('2027-04-20', 'Cy Example') };
    const answers = await Promise.all(
      ids.map((intensiveId) => save('reschedule', { intensiveId, revision: 1, draft, answerBy })),
    );
    expect(answers.filter(({ intensive }) => intensive !== undefined)).toHaveLength(1);
    expect(answers.filter(({ code }) => code === 'INSTRUCTOR_BUSY')).toHaveLength(7);
  });
});
