import type { Route } from '../http/route.ts';
import { asking, type Pages } from './ask.ts';
import { showCourse, showSample } from './course.ts';
import { showHome } from './home.ts';
import { listIntensives, showIntensive } from './intensives.ts';

type Facts = Pages & { settings: { exitUrl: string; production: boolean } };

/** The pages for everybody. The server renders them, and nothing on them needs a script. */
export function publicPages({ settings, ...pages }: Facts): Route[] {
  const course = asking(pages, 'CoursePage');
  return [
    { on: 'get', pattern: '/', handle: showHome(asking(pages, 'Courses'), settings), origins: 'OURS' },
    { on: 'get', pattern: '/courses/:slug', handle: showCourse(course, settings), origins: 'OURS' },
    { on: 'get', pattern: '/courses/:slug/sample', handle: showSample(course, settings), origins: 'OURS' },
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
  ];
}
