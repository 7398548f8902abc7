import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IntensiveKind } from '../../../drizzle/tables/intensives.ts';
import { remindPayers } from '../../../schema/orders/operations/remindPayers.ts';
import { carryOutRefund } from '../../../schema/orders/operations/stripe/carryOutRefund.ts';
import { endHolds } from '../../../schema/registrations/operations/endHolds.ts';
import { createMailer } from '../../../server/mail/send.ts';
import { startTestApp } from '../app.ts';
import { allTextOf } from '../certificates/allText.ts';
import { readPdf } from '../certificates/readPdf.ts';
import { mimeParts } from '../mime.ts';
import { sendAll } from '../outbox.ts';
import { globalId } from '../quizPages.ts';
import { addMember, person } from '../seatRows.ts';
import { openDesk, settingsFor } from '../stripe/desk.ts';
import { emailOf } from '../world.ts';
import { discreetDraft, SLUG } from './draft.ts';

/** JSON, as deep as one looks. */
export interface Any {
  [key: string]: Any | undefined;
  [at: number]: Any | undefined;
}
type Reading = { as?: string | null; method?: 'GET' | 'POST' };

/**
 * The service with a stand-in of Stripe, an organization that sells, and everything that leaves the service: pages, files, mails,
 * requests to Stripe and log lines.
 */
export const openDiscreetHouse = async () => {
  const desk = await openDesk();
  const { db, fake } = desk;
  fake.topUp(10_000_000);
  const config = { stripe: settingsFor(fake) };
  const app = await startTestApp(desk.pool, { stripe: desk.opened, now: desk.clock, config });
  const owner = await addMember(db, desk.own.organizationId, 'OWNER');
  /** What left the service, by what it was. */
  const left = new Map<string, string>();
  let slugs = 0;

  const graphql = async (as: string | null, query: string, variables: object): Promise<Any> => {
    const { body } = await app.graphql(query, variables, as === null ? {} : { 'x-test-user': as });
    if (body.errors !== undefined) throw new Error(JSON.stringify(body.errors));
    return body.data as Any;
  };
  /** One mutation that must succeed; answers its payload. */
  const run = async (as: string, name: string, input: object, fields = '__typename'): Promise<Any> => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    const query = `mutation ($input: ${type}Input!) { ${name}(input: $input) { __typename ... on ${type}Payload { ${fields} }
      ... on Error { code message } } }`;
    const done = (await graphql(as, query, { input }))[name];
    if (done === undefined || String(done.__typename) !== `${type}Payload`)
      throw new Error(`${name}: ${JSON.stringify(done)}`);
    return done;
  };

  /** A page or a file, with everything that comes with it. */
  const read = async (path: string, { as = null, method = 'GET' }: Reading = {}): Promise<string> => {
    const headers: Record<string, string> = as === null ? {} : { 'x-test-user': as };
    const answer = await app.ask(path, { method, headers });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const isPdf = answer.headers.get('content-type') === 'application/pdf';
    const text = isPdf ? `${allTextOf(readPdf(bytes))} ${bytes.toString('latin1')}` : bytes.toString('utf8');
    left.set(`${method} ${path}`, `${path} ${JSON.stringify([...answer.headers])} ${text.replaceAll('\r\n ', '')}`);
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text;
  };

  /** Sends what waits in the outbox, each mail as the bytes that a mail server gets. */
  const mail = async () => {
    const sent = await sendAll(db);
    for (const one of sent) {
      const outboxDir = await mkdtemp(join(tmpdir(), 'attune-discreet-'));
      await createMailer({ from: 'Attune <no-reply@example.org>', outboxDir })(one);
      const [name = ''] = await readdir(outboxDir);
      const bytes = await readFile(join(outboxDir, name), 'latin1');
      const parts = mimeParts(bytes).map(
        ({ type, headers, bytes }) =>
          `${type} ${[...headers].join()} ${bytes.toString('utf8').replaceAll('\r\n ', '')}`,
      );
      left.set(`mail ${left.size} ${one.subject}`, `${name} ${bytes} ${parts.join('\n')}`);
      await rm(outboxDir, { recursive: true });
    }
    return sent;
  };

  /** Delivers what Stripe tells, and does what follows from it. */
  const deliver = async () => {
    for (const event of fake.queue.splice(0)) {
      const { body, headers } = fake.message(event);
      await app.ask('/webhooks/stripe', { method: 'POST', body, headers });
    }
    await desk.work();
  };
  const refundAll = async () => {
    const due = await db.query.refunds.findMany({ where: { state: 'REQUESTED' } });
    for (const { id } of due) await carryOutRefund(desk.needs, { refundId: id, now: desk.clock() });
    await deliver();
  };

  return {
    ...{ desk, app, db, fake, owner, left, graphql, run, read, mail, deliver, refundAll },
    person: () => person(db),
    addressOf: async (userId: string) => (await emailOf(db, userId as never)) ?? '',
    /** A published event whose every text has the word that nobody outside may read. */
    event: async (kind: IntensiveKind, changes: object = {}) => {
      slugs += 1;
      const tax = globalId('TaxChoice', desk.own.taxChoiceId);
      const draft = { ...discreetDraft(kind, tax, desk.clock()), ...changes };
      const organizationId = globalId('Organization', desk.own.organizationId);
      const created = await run(
        owner,
        'createIntensive',
        { organizationId, slug: `${SLUG}-${slugs}`, draft },
        'intensive { id revision slug policy { sha256 } }',
      );
      const { id, revision, policy } = created.intensive as Any;
      const published = { intensiveId: id, revision, acceptOverlaps: true };
      await run(owner, 'publishIntensive', published);
      if (kind === 'CONSULTATION') {
        const [led] = draft.instructors;
        const email = await emailOf(db, await addMember(db, desk.own.organizationId, 'INSTRUCTOR'));
        await run(owner, 'nameInstructor', { intensiveId: id, name: led?.name, email });
      }
      await run(owner, 'addIntensiveCode', { intensiveId: id, code: `${SLUG}10`, percent: 10 });
      return { id: String(id), draft, policySha256: String(policy?.sha256) };
    },
    /** The jobs that look at the clock, so many days from now. */
    later: async (days: number) => {
      await desk.pass(days * 24 * 60);
      await endHolds.run({ db, clock: desk.clock }, {});
      await remindPayers.run({ db, stripe: null, clock: desk.clock }, {});
      await deliver();
    },
    minute: () => endHolds.run({ db, clock: desk.clock }, {}),
    close: async () => {
      await app.stop();
      await desk.close();
    },
  };
};
export type House = Awaited<ReturnType<typeof openDiscreetHouse>>;
