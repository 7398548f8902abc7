import * as documents from './graphql/generated.ts';
import { type Route, route } from './route.ts';

/** What people write for an event of therapy. Histories show these addresses: they say nothing of what is written, or for whom. */
export const careRoutes: readonly Route[] = [
  route(
    '/registrations/:id/form',
    documents.CareFormPage,
    ['care', 'careForm', 'modules', 'reflection'],
    () => import('./care/form.tsx'),
  ),
  route(
    '/registrations/:id/plan',
    documents.CarePlanPage,
    ['care', 'carePlan', 'reflection'],
    () => import('./care/plan.tsx'),
  ),
  route(
    '/registrations/:id/shared',
    documents.SharedPlanPage,
    ['care', 'carePlan', 'reflection'],
    () => import('./care/together.tsx'),
  ),
  route(
    '/registrations/:id/needs',
    documents.NeedsPage,
    ['care', 'needs', 'careForm', 'modules', 'accommodations'],
    () => import('./care/needs.tsx'),
  ),
  route('/registrations/:id/data', documents.CareDataPage, ['care', 'careData'], () => import('./care/kept.tsx')),
];
