import * as documents from './graphql/generated.ts';
import type { Parameters } from './page.ts';
import { type Route, route } from './route.ts';

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
  route(
    '/join/:kind/:secret',
    documents.JoinPage,
    ['intensives', 'join', 'care'],
    () => import('./intensives/join.tsx'),
  ),
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
  route(
    '/learn/:id/later/:number',
    documents.LaterPage,
    ['later', 'quizzes', 'reflection'],
    () => import('./followUps/later.tsx'),
  ),
  route('/learn/:id/claim', documents.ClaimPage, ['issuance', 'licenses'], () => import('./issuance/claim.tsx')),
];

/**
 * Tables of their own, loaded when they are needed: of whoever works for an organization, of what people write for a therapist, and of
 * what somebody earned.
 */
const LATER: readonly [at: RegExp, load: () => Promise<readonly Route[]>][] = [
  [/^\/desk(\/|$)/, () => import('./deskRoutes.ts').then(({ deskRoutes }) => deskRoutes)],
  [
    /^\/registrations\/[^/]+\/(form|plan|shared|needs|data)\/?$/,
    () => import('./careRoutes.ts').then(({ careRoutes }) => careRoutes),
  ],
  [
    /^\/((wallet|taught)(\/[^/]+)?|transcript|licenses)\/?$/,
    () => import('./earnedRoutes.ts').then(({ earnedRoutes }) => earnedRoutes),
  ],
];
const laterAt = (path: string) => LATER.find(([at]) => at.test(path));

/** Whether a path is one of the app's. */
export const isOurs = (path: string): boolean => laterAt(path) !== undefined || foundIn(routes, path) !== null;

type Found = { route: Route; parameters: Parameters };

/** The route of a path with its parameters; null for any other page of this site. */
export function routeOf(path: string): Found | null | Promise<Found | null> {
  const later = laterAt(path);
  if (later === undefined) return foundIn(routes, path);
  const [, load] = later;
  return load().then((table) => foundIn(table, path));
}

function foundIn(table: readonly Route[], path: string): Found | null {
  for (const one of table) {
    const found = new RegExp(`^${one.pattern.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}/?$`).exec(path);
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
