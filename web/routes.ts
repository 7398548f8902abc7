import type { ComponentType } from 'preact';
import type { Asked } from './ask.ts';
import * as documents from './graphql/generated.ts';
import type { Parameters, Shown } from './page.ts';
import type { Noun } from './words/words.ts';

export type Route = {
  pattern: string;
  /** The one document of the page; its variables are the parameters of the address. */
  document: Asked<never, never> | null;
  /** Open without a session. */
  open?: boolean;
  words: readonly Noun[];
  load: () => Promise<{ Page: ComponentType<Shown<never>> }>;
};

// biome-ignore lint/suspicious/noExplicitAny: a page takes what its own document answers; the table does not know which.
type AnyPage = Promise<{ Page: ComponentType<Shown<any>> }>;

function route<Data, Variables>(
  pattern: string,
  document: Asked<Data, Variables> | null,
  words: readonly Noun[],
  load: () => AnyPage,
  open = false,
): Route {
  return { pattern, document: document as Asked<never, never> | null, words, load: load as Route['load'], open };
}

/** Every address of the pages that need a session. Titles and addresses name no course. */
const routes: readonly Route[] = [
  route('/sign-in', null, ['accounts'], () => import('./accounts/signInPage.tsx'), true),
  route('/welcome', documents.Welcome, ['privacy'], () => import('./privacy/welcome.tsx')),
  route('/me', documents.Me, ['me', 'privacy', 'accounts'], () => import('./accounts/me.tsx')),
  route('/learn', documents.Learn, ['enrollments'], () => import('./enrollments/learn.tsx')),
  route('/register/:intensive', documents.RegisterPage, ['intensives'], () => import('./intensives/register.tsx')),
  route('/registrations', documents.Registrations, ['intensives'], () => import('./intensives/registrations.tsx')),
  route(
    '/registrations/:id',
    documents.RegistrationPage,
    ['intensives', 'attendance'],
    () => import('./intensives/registration.tsx'),
  ),
  route('/join/:kind/:secret', documents.JoinPage, ['intensives'], () => import('./intensives/join.tsx')),
  route('/learn/:id', documents.Round, ['round', 'modules'], () => import('./enrollments/round.tsx')),
  route(
    '/learn/:id/modules/:number',
    documents.ModulePage,
    ['player', 'modules'],
    () => import('./enrollments/player.tsx'),
  ),
  route('/enroll/:course', documents.EnrollPage, ['enroll'], () => import('./enrollments/enroll.tsx')),
  route('/learn/:id/quizzes/:quiz', documents.Quiz, ['quizzes'], () => import('./quizzes/quiz.tsx')),
  route('/learn/:id/evaluation', documents.Evaluation, ['evaluations'], () => import('./evaluations/evaluation.tsx')),
  route('/learn/:id/statement', documents.Statement, ['statement'], () => import('./enrollments/statement.tsx')),
  route('/learn/:id/claim', documents.ClaimPage, ['issuance', 'licenses'], () => import('./issuance/claim.tsx')),
  route('/wallet', documents.Wallet, ['issuance'], () => import('./issuance/wallet.tsx')),
  route('/wallet/:certificate', documents.WalletCertificate, ['issuance'], () => import('./issuance/certificate.tsx')),
  route('/transcript', documents.Transcripts, ['credits', 'licenses'], () => import('./credits/transcripts.tsx')),
  route('/desk', documents.Desk, ['desk'], () => import('./desk/desk.tsx')),
  route('/desk/:org', documents.Desk, ['desk'], () => import('./desk/organization.tsx')),
  route('/desk/:org/look', documents.DeskLook, ['desk'], () => import('./desk/look.tsx')),
  route(
    '/desk/:org/certificates',
    documents.DeskCertificates,
    ['desk', 'issuance'],
    () => import('./desk/certificates.tsx'),
  ),
  route(
    '/desk/:org/certificates/:certificate',
    documents.DeskCertificate,
    ['desk', 'issuance'],
    () => import('./desk/certificate.tsx'),
  ),
  route('/desk/:org/intensives', documents.DeskEvents, ['desk', 'attendance'], () => import('./attendance/events.tsx')),
  route(
    '/desk/:org/intensives/:id',
    documents.DeskEvent,
    ['desk', 'attendance'],
    () => import('./attendance/event.tsx'),
  ),
  route(
    '/desk/:org/intensives/:id/door',
    documents.DeskEvent,
    ['desk', 'attendance'],
    () => import('./attendance/chooseDay.tsx'),
  ),
  route(
    '/desk/:org/intensives/:id/door/:session',
    documents.DoorPage,
    ['desk', 'attendance'],
    () => import('./attendance/door.tsx'),
  ),
  route(
    '/desk/:org/intensives/:id/days/:session',
    documents.DayPage,
    ['desk', 'attendance'],
    () => import('./attendance/day.tsx'),
  ),
  route('/licenses', documents.LicenseList, ['licenses'], () => import('./licenses/licenses.tsx')),
];

const patterns = routes.map((one) => ({
  one,
  pattern: new RegExp(`^${one.pattern.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}/?$`),
}));

/** The route of a path with its parameters; null for any other page of this site. */
export function routeOf(path: string): { route: Route; parameters: Parameters } | null {
  for (const { one, pattern } of patterns) {
    const found = pattern.exec(path);
    if (found !== null) return { route: one, parameters: decoded(found.groups ?? {}) };
  }
  return null;
}

function decoded(groups: Record<string, string>): Parameters {
  return Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, safely(text)]));
}

function safely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What a page's document is asked with: the parameters of the address, of which `number` is a whole number. */
export function variablesOf(parameters: Parameters): Record<string, string | number> {
  const { number } = parameters;
  if (number === undefined) return parameters;
  return { ...parameters, number: /^[1-9]\d{0,5}$/.test(number) ? Number(number) : 0 };
}
