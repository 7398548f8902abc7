import { eq } from 'drizzle-orm';
import type { IntensiveId, OrganizationId, UserId } from '../../drizzle/ids.ts';
import { courses, courseVersions, intensiveInstructors } from '../../drizzle/schema.ts';
import { registerFree } from '../../schema/registrations/operations/takeOffer.ts';
import { startTestApp } from './app.ts';
import { globalId } from './quizPages.ts';
import { actOf, addIntensive, addMember, addOrganization, NOW, person } from './seatRows.ts';
import { openWorld } from './world.ts';

export type Answered = { __typename: string; code?: string } & Record<string, unknown>;

/** An organization with a training and a therapy event, its members, and the whole app. */
export const openAccommodationDesk = async () => {
  const world = await openWorld();
  const { db } = world;
  const app = await startTestApp(world.pool, { now: () => NOW });
  const organizationId = await addOrganization(db);
  const [version] = await db
    .select({ id: courseVersions.id })
    .from(courseVersions)
    .innerJoin(courses, eq(courses.id, courseVersions.courseId));
  const training = await addIntensive(db, {
    ...{ organizationId, kind: 'TRAINING', title: 'Repair, live', neutralName: null, capacity: 200 },
    courseVersionId: version?.id ?? null,
  });
  const therapy = await addIntensive(db, { organizationId, capacity: 200 });
  const name = async (intensiveId: IntensiveId, userId: UserId) => {
    const about = { name: 'Robin Example', credentials: 'PhD', disclosure: 'None.', position: 1 };
    await db.insert(intensiveInstructors).values({ intensiveId, userId, ...about });
    return userId;
  };
  const members = {
    OWNER: await addMember(db, organizationId, 'OWNER'),
    ORGANIZER: await addMember(db, organizationId, 'ORGANIZER'),
    INSTRUCTOR: await addMember(db, organizationId, 'INSTRUCTOR'),
    AUDITOR: await addMember(db, organizationId, 'AUDITOR'),
    NAMED_TRAINING: await name(training, await addMember(db, organizationId, 'INSTRUCTOR')),
    NAMED_THERAPY: await name(therapy, await addMember(db, organizationId, 'INSTRUCTOR')),
    NAMED_AUDITOR: await name(therapy, await addMember(db, organizationId, 'AUDITOR')),
    NAMED_STRANGER: await name(therapy, await person(db)),
    OTHER_OWNER: await addMember(db, await addOrganization(db), 'OWNER'),
    STRANGER: await person(db),
  };

  const ask = async (userId: UserId | null, query: string, variables: Record<string, unknown> = {}) =>
    (await app.graphql(query, variables, userId === null ? {} : { 'x-test-user': userId })).body;
  const mutate = async (userId: UserId, verb: string, input: Record<string, unknown>, fields = '') => {
    const capital = verb.charAt(0).toUpperCase() + verb.slice(1);
    const payload = fields === '' ? '' : `... on ${capital}Payload { ${fields} }`;
    const query = `mutation M($input: ${capital}Input!) { answer: ${verb}(input: $input) { __typename ${payload}
      ... on Error { code message } ... on InvalidInputError { fields { path } } } }`;
    const body = await ask(userId, query, { input });
    if (body.errors !== undefined) throw new Error(JSON.stringify(body.errors));
    return body.data?.answer as unknown as Answered;
  };
  const seated = async (intensiveId: IntensiveId) => {
    const userId = await person(db);
    const { registrationId } = await registerFree(db, actOf(userId), { intensiveId, adult: true });
    return { userId, registrationId, global: globalId('Registration', registrationId) };
  };
  const ASKED = 'registration { accommodations { mayAsk left readBy requests { id need state revision } } }';
  /** Somebody with a seat who has asked; the request’s id as the API has it. */
  const asked = async (
    intensiveId: IntensiveId,
    need = 'A seat near the door.',
    more: { mailAnswer?: boolean } = {},
  ) => {
    const place = await seated(intensiveId);
    const input = { registrationId: place.global, need, ...more };
    const done = await mutate(place.userId, 'requestAccommodation', input, ASKED);
    const requestId = (done as never as Registered).registration.accommodations.requests[0]?.id ?? '';
    return { ...place, requestId };
  };
  const inOrganization = (fields: string, id: OrganizationId = organizationId) =>
    `{ node(id: "${globalId('Organization', id)}") { ... on Organization { ${fields} } } }`;
  return {
    ...{ world, db, app, organizationId, training, therapy, members, name, ask, mutate, seated, asked, inOrganization },
    ...{ ASKED },
    close: async () => {
      await app.stop();
      await world.close();
    },
  };
};

type Registered = { registration: { accommodations: { requests: { id: string }[] } } };
export type AccommodationDesk = Awaited<ReturnType<typeof openAccommodationDesk>>;
