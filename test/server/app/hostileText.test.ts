import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestService } from '../../support/service.ts';

type Service = Awaited<ReturnType<typeof startTestService>>;

let service: Service;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

/** Texts that a program may send by mistake or with intent, as they stand in an address. */
const IN_ADDRESS = [
  ...['%ED%A0%BD', '%ED%B0%80', '%00', '%', '%E0%A4%A', '%FF%FE', '%0d%0aX-Injected:%201', '%2e%2e%2f', '..%5c'],
  ...[`${'a'.repeat(99)}%F0%9F%98%80`, `${'a'.repeat(39)}%F0%9F%98%80`, '%F0%9F%98%80'.repeat(60), '%E2%80%AE'],
  ...['a'.repeat(8_000), '%25'.repeat(2_000), '\u00ff'],
];

/** The same as JavaScript text, for bodies and variables. */
const IN_BODY = [
  ...['\ud83d', '\udc00', '\0', '%', '\u202e', '\r\nX: 1', `${'a'.repeat(99)}😀`, `${'a'.repeat(199)}😀`],
  ...['a'.repeat(8_000), '😀'.repeat(60), '\uffff', '{"$ne":1}'],
];

const ADDRESSES = [
  ...['/verify?number=TEXT', '/verify?TEXT=1', '/verify?number=a&number=TEXT', '/verify/TEXT', '/credentials/TEXT'],
  ...['/credentials/TEXT.jwt', '/status/TEXT', '/keys/TEXT', '/log/tile/TEXT', '/log/TEXT', '/certificates/TEXT.pdf'],
  ...['/certificates/TEXT.pdf?expires=TEXT&signature=TEXT', '/organizations/TEXT/certificate-preview.pdf', '/TEXT'],
  ...[
    '/organizations/x/certificate-preview.pdf?purpose=TEXT',
    '/graphql?query=TEXT',
    '/graphql?TEXT',
    '/api/auth/TEXT',
  ],
  ...['/graphql?query=%7B__typename%7D&variables=TEXT', '/graphql?query=%7B__typename%7D&extensions=TEXT'],
];

type Answer = { status: number; headers: NodeJS.Dict<string | string[]> };

/** Sends the path and the headers exactly as they are written, which fetch would not. */
const raw = (path: string, headers: Record<string, string> = {}, body?: string) =>
  new Promise<Answer>((resolve, reject) => {
    const { hostname, port } = new URL(service.url);
    const method = body === undefined ? 'GET' : 'POST';
    const sent = request({ hostname, port, path, method, headers }, (response) => {
      response.resume().once('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers }));
    });
    sent.once('error', reject).end(body);
  });

const JSON_BODY = { 'content-type': 'application/json', accept: 'application/json' };

/** Lines of tests read `[]`: which request was a fault of ours, or split a header. */
const faultsOf = async (asked: Iterable<[string, () => Promise<Answer>]>): Promise<string[]> => {
  const faults: string[] = [];
  for (const [name, ask] of asked) {
    const { status, headers } = await ask();
    if (status >= 500 || 'x-injected' in headers) faults.push(`${status} ${name.slice(0, 200)}`);
  }
  return faults;
};

test.each(ADDRESSES)('%s takes any text without a fault of ours', async (address) => {
  const paths = IN_ADDRESS.map((text) => address.replaceAll('TEXT', () => text));
  const asked = ['text/html', 'application/json'].flatMap((accept) =>
    paths.map((path): [string, () => Promise<Answer>] => [path, () => raw(path, { accept })]),
  );
  expect(await faultsOf(asked)).toEqual([]);
});

test.each([
  ...['user-agent', 'x-request-id', 'x-sign-in-nonce', 'authorization', 'origin', 'accept', 'accept-language'],
  ...['if-none-match', 'range', 'x-forwarded-for', 'content-type', 'cookie'],
])('the header %s takes any text without a fault of ours', async (header) => {
  const texts = [
    '%ED%A0%BD',
    '%',
    '%00',
    '\u00ff\u00fe',
    'a'.repeat(8_000),
    '😀',
    '../',
    '";,=',
    'Bearer %',
    'attune.code_nonce=%',
  ];
  const latin = texts.map((text) => Buffer.from(text).toString('latin1'));
  const asked = latin.flatMap((text) =>
    ['/verify', '/graphql?query=%7B__typename%7D', '/api/auth/get-session', '/certificates/x.pdf'].map(
      (path): [string, () => Promise<Answer>] => [`${path} ${text}`, () => raw(path, { [header]: text })],
    ),
  );
  expect(await faultsOf(asked)).toEqual([]);
});

test('bodies for people and for sign-in take any text without a fault of ours', async () => {
  const number = '/verify/7K3QD-0V9XA-MB52T-C8HEN';
  const asked = IN_BODY.flatMap((text): [string, () => Promise<Answer>][] => {
    const json = (path: string, body: unknown): [string, () => Promise<Answer>] => [
      `${path} ${JSON.stringify(body)}`,
      () => raw(path, JSON_BODY, JSON.stringify(body)),
    ];
    const form = new URLSearchParams({ name: text }).toString();
    return [
      json(number, { name: text }),
      [`form ${form}`, () => raw(number, { 'content-type': 'application/x-www-form-urlencoded' }, form)],
      json('/api/auth/email-otp/send-verification-otp', { email: text }),
      json('/api/auth/email-otp/send-verification-otp', { email: `${text}@example.org` }),
      json('/api/auth/email-otp/send-verification-otp', { email: `a@${text}.example` }),
      json('/api/auth/sign-in/email-otp', { email: 'a@example.org', otp: text }),
      json('/api/auth/passkey/verify-authentication', { response: { id: text } }),
      json('/api/auth/sessions/revoke', { id: text }),
      json('/graphql', { query: text }),
      json('/graphql', {
        query: '{ __typename }',
        operationName: text,
        variables: { [text]: text },
        extensions: { text },
      }),
      json('/graphql', { query: `{ node(id: ${JSON.stringify(text)}) { id } }` }),
    ];
  });
  expect(await faultsOf(asked)).toEqual([]);
});

test('every input of text of a signed-in person takes any text without a fault of ours', async () => {
  const { authorization } = await service.person('hostile@example.org');
  const operations = [
    'mutation ($text: String!) { updateProfile(input: { legalName: $text, country: $text, timeZone: $text }) { __typename } }',
    'query ($text: String!) { verifyCertificate(number: $text) { status } }',
    'mutation ($text: ID!) { saveReflection(input: { enrollmentId: $text, moduleId: $text, text: "x" }) { __typename } }',
    'mutation ($text: String!) { requestErasure(input: { confirmation: $text }) { __typename } }',
    'query ($text: String!) { viewer { enrollments(first: 2, after: $text) { nodes { id } } } }',
  ];
  const bodies = operations.flatMap((query) => IN_BODY.map((text) => JSON.stringify({ query, variables: { text } })));
  const told: string[] = [];
  for (const body of bodies) {
    const answer = await fetch(`${service.url}/graphql`, {
      method: 'POST',
      headers: { ...JSON_BODY, authorization },
      body,
    });
    const text = await answer.text();
    if (answer.status >= 500 || /INTERNAL|GRAPHQL_VALIDATION_FAILED/.test(text))
      told.push(`${text} ${body.slice(0, 200)}`);
  }
  expect(told).toEqual([]);
});
