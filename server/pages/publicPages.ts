import type { RequestHandler } from 'express';
import { legalTexts } from '../content/legal.ts';
import type { Route } from '../http/route.ts';
import { asking, type Pages } from './ask.ts';
import { showClaims } from './claims.ts';
import { showCourse, showSample } from './course.ts';
import { showForYourself } from './forYourself.ts';
import { showHome } from './home.ts';
import { listIntensives, showIntensive } from './intensives.ts';
import { showLegal } from './legal.ts';
import { showOrganization, showPolicy } from './organization.ts';
import { showSafety } from './safety.ts';
import { spokenRoute } from './spoken.ts';

type Facts = Pages & {
  speak: RequestHandler;
  settings: { exitUrl: string; production: boolean; legalDir: string | null };
};

/** The pages for everybody. The server renders them, and nothing on them needs a script. */
export function publicPages({ settings, speak, ...pages }: Facts): Route[] {
  const course = asking(pages, 'CoursePage');
  const organization = asking(pages, 'OrganizationPage');
  const legal = legalTexts(settings.legalDir);
  const routes: Route[] = [
    { on: 'get', pattern: '/', handle: showHome(asking(pages, 'Courses'), settings), origins: 'OURS' },
    { on: 'get', pattern: '/courses/:slug', handle: showCourse(course, settings), origins: 'OURS' },
    { on: 'get', pattern: '/courses/:slug/sample', handle: showSample(course, settings), origins: 'OURS' },
    { on: 'get', pattern: '/courses/:slug/for-yourself', handle: showForYourself(course, settings), origins: 'OURS' },
    { on: 'get', pattern: '/courses/:slug/claims', handle: showClaims(course, settings), origins: 'OURS' },
    {
      on: 'get',
      pattern: '/intensives',
      handle: listIntensives(asking(pages, 'Intensives'), settings),
      origins: 'OURS',
    },
    {
      on: 'get',
      pattern: '/intensives/:slug',
      handle: showIntensive(asking(pages, 'Intensive'), settings),
      origins: 'OURS',
    },
    { on: 'get', pattern: '/organizations/:slug', handle: showOrganization(organization, settings), origins: 'OURS' },
    {
      on: 'get',
      pattern: '/organizations/:slug/policies/:kind',
      handle: showPolicy(organization, settings),
      origins: 'OURS',
    },
    { on: 'get', pattern: '/safety', handle: showSafety(asking(pages, 'SafetyNotices'), settings), origins: 'OURS' },
    {
      on: 'get',
      pattern: '/privacy',
      handle: showLegal(legal, ['PRIVACY', 'THERAPY_DATA'], settings),
      origins: 'OURS',
    },
    { on: 'get', pattern: '/terms', handle: showLegal(legal, ['TERMS'], settings), origins: 'OURS' },
  ];
  return routes.map((route) => spokenRoute(speak, route));
}
