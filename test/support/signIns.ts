import { graphql } from 'graphql';
import { announceRecoveries } from '../../schema/accounts/operations/recoveryMails.ts';
import type { UserAct } from '../../schema/act.ts';
import { userAct } from '../../schema/act.ts';
import type { Context, Viewer } from '../../schema/context.ts';
import { schema } from '../../schema/graphql/index.ts';
import { createMails } from '../../server/mail/mails.ts';
import type { Mail } from '../../server/mail/send.ts';
import { createAuthenticator } from './authenticator.ts';
import { type Answer, type AuthService, cookiesOf } from './authService.ts';

type Key = ReturnType<typeof createAuthenticator>;
export type Signed = { headers: { authorization: string }; viewer: Viewer; answer: Answer };

/** Ways to sign in to a running service and to act there, as a person does. */
export const signInsOf = (service: AuthService) => {
  const path = (name: string) => `/api/auth/passkey/${name}`;
  const asBrowser = (...cookies: string[]) => ({ cookie: cookies.filter(Boolean).join('; '), origin: service.origin });
  const options = async (name: string, session = '') => {
    const answer = await service.ask(path(name), { headers: session ? { cookie: session } : {} });
    return { challenge: String(answer.body.challenge), cookie: cookiesOf(answer) };
  };
  const signed = async (answer: Answer): Promise<Signed> => {
    const headers = { authorization: `Bearer ${answer.headers.get('set-auth-token') ?? ''}` };
    return { headers, viewer: (await service.me(headers)) as Viewer, answer };
  };

  const byCode = async (email: string) => signed((await service.signIn(email)).answer);
  const addKey = async (email: string): Promise<Key> => {
    const session = cookiesOf((await service.signIn(email)).answer);
    const key = createAuthenticator();
    const { challenge, cookie } = await options('generate-register-options', session);
    const response = key.register({ challenge, origin: service.origin, rpId: 'localhost' });
    await service.post(path('verify-registration'), { response, name: 'Key' }, asBrowser(session, cookie));
    return key;
  };
  const byKey = async (key: Key): Promise<Signed> => {
    const { challenge, cookie } = await options('generate-authenticate-options');
    const response = key.signIn({ challenge, origin: service.origin, rpId: 'localhost' });
    return signed(await service.post(path('verify-authentication'), { response }, asBrowser(cookie)));
  };

  /** Runs one operation of GraphQL as the person of a session that sign-in knows; null when it knows none. */
  const ask = async (headers: Record<string, string>, source: string, variableValues: Record<string, unknown> = {}) => {
    const viewer = await service.me(headers);
    // Accounts read the database, the viewer and the time; the rest of the context belongs to other nouns.
    const contextValue = { db: service.db, viewer, now: new Date(), requestId: 'r' } as unknown as Context;
    return JSON.parse(JSON.stringify(await graphql({ schema, source, variableValues, contextValue })));
  };
  const requirePasskey = async ({ headers }: Signed, on = true) =>
    (await ask(headers, REQUIRE, { input: { on } })).data.requirePasskey;
  const recovery = async ({ headers }: Signed) => (await ask(headers, RECOVERY)).data.viewer?.recovery;
  const cancel = async ({ headers }: Signed, startedAt: string) =>
    (await ask(headers, CANCEL, { input: { startedAt } })).data.cancelRecovery;
  const loseMailbox = async ({ headers }: Signed, lost = 'MAILBOX') =>
    (await ask(headers, START, { input: { lost } })).data.startRecovery;

  /** A person who requires a passkey, and one session that it opened. */
  const guarded = async (email: string) => {
    const key = await addKey(email);
    const session = await byKey(key);
    await requirePasskey(session);
    return { email, key, session };
  };
  /** A code for this address, tried where a code starts a recovery. */
  const startRecovery = async (email: string) => {
    const { code, nonce } = await service.askForCode(email);
    return service.post('/api/auth/recovery/start', { email, otp: code }, { 'x-sign-in-nonce': nonce });
  };
  /** What the worker mails of recoveries when it runs now. */
  const announced = async (): Promise<Mail[]> => {
    const mails: Mail[] = [];
    const mail = createMails(async (one) => void mails.push(one), service.url);
    await announceRecoveries({ db: service.db, mail, clock: () => new Date() });
    return mails;
  };
  const actOf = ({ viewer }: Signed): UserAct => userAct(viewer.userId, new Date());

  return {
    byCode,
    addKey,
    byKey,
    ask,
    requirePasskey,
    recovery,
    cancel,
    loseMailbox,
    guarded,
    startRecovery,
    announced,
    actOf,
  };
};

const FAULTS = '... on Error { code message } ... on InvalidInputError { fields { path } }';
const REQUIRE = `mutation ($input: RequirePasskeyInput!) { requirePasskey(input: $input) {
  __typename ... on RequirePasskeyPayload { signInPolicy { passkeyRequired requiredSince passkeys warning } } ... on Error { code } } }`;
const RECOVERY = '{ viewer { recovery { lost startedAt opensAt closesAt } signInPolicy { passkeyRequired } } }';
const START = `mutation ($input: StartRecoveryInput!) { startRecovery(input: $input) {
  ... on StartRecoveryPayload { recovery { lost startedAt opensAt } } ${FAULTS} } }`;
const CANCEL = `mutation ($input: CancelRecoveryInput!) { cancelRecovery(input: $input) {
  ... on CancelRecoveryPayload { viewer { recovery { lost } } } ${FAULTS} } }`;
