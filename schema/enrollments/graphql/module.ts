import type { CourseId, ModuleId } from '../../../drizzle/ids.ts';
import type { Context } from '../../context.ts';
import { CourseFileType } from '../../courses/graphql/files.ts';
import { TextMarksType } from '../../courses/graphql/marks.ts';
import { ModuleKind, ModuleRef, objectivesOf } from '../../courses/graphql/module.ts';
import { ErratumType, ObjectiveType, SafetyNoticeType } from '../../courses/graphql/parts.ts';
import { marksOfModules } from '../../courses/queries/marks.ts';
import { type ErratumRow, errataOf, safetyNoticesOf } from '../../courses/queries.ts';
import { enrolledKey } from '../../enrolledKeys.ts';
import { builder } from '../../graphql/builder.ts';
import { type EnrollmentRow, type ModuleText, moduleTexts } from '../queries.ts';
import { errataOfVersion } from '../rules/errata.ts';
import { moduleBlockers } from '../rules/gate/content.ts';
import { blockersOf } from '../rules/gate.ts';
import { type ModuleStanding, secondsCounted, secondsRequired } from '../rules/standing.ts';
import { BlockerType } from './blocker.ts';
import { loadWithinEnrollments, wholeRows } from './ownEnrollments.ts';
import { PracticeType } from './practice.ts';
import { reflectionAt } from './reflection.ts';

/** A module within an enrollment: the learner's progress in it, and the enrollment. */
export type EnrolledModule = ModuleStanding & { enrollment: EnrollmentRow };

const ModuleTextType = builder.loadableObject('ModuleText', {
  description: 'The text of a module. Only enrolled people can read it.',
  load: async (ids: ModuleId[], { db }): Promise<(ModuleText | Error)[]> => {
    const texts = await moduleTexts(db, ids);
    return ids.map((id) => texts.find((text) => text.id === id) ?? new Error('a module of an enrollment has no text'));
  },
  fields: (t) => ({
    body: t.exposeString('body', {
      description:
        'Its text in the dialect of courses, or in Markdown where `marks` is null. Never HTML to be shown as it stands.',
    }),
    marks: t.loadable({
      type: TextMarksType,
      nullable: true,
      description: 'What the links of the text name; null where it is Markdown alone, from before the dialect.',
      load: (ids: ModuleId[], { db }) => marksOfModules(db, ids),
      resolve: ({ id }) => id,
    }),
    videoUrl: t.exposeString('videoUrl', { nullable: true, description: 'The video, if the module has one.' }),
    transcript: t.exposeString('transcript', {
      nullable: true,
      description: 'What is said in the video, in Markdown.',
    }),
    reflectionPrompt: t.exposeString('reflectionPrompt', {
      nullable: true,
      description: 'A private writing prompt.',
    }),
    practice: t.expose('practice', {
      type: PracticeType,
      nullable: true,
      description: 'Something to practice with. It earns nothing, and what is chosen in it is kept nowhere.',
    }),
    files: t.expose('files', {
      type: [CourseFileType],
      description:
        'The files that the body shows, as ![alternative](files/name.svg "caption"), or links, by their paths. Show recordings the same way.',
    }),
  }),
});

const published = (moduleId: ModuleId, context: Context) => ModuleRef.getDataloader(context).load(moduleId);

/** The corrections of each module, and of the whole course. The keys of modules are read only where a correction names one. */
async function errataOfModules(rows: EnrolledModule[], context: Context): Promise<ErratumRow[][]> {
  const all = await errataOf(context.db, [...new Set(rows.map(({ enrollment }) => enrollment.courseId))]);
  const needed = all.some(({ moduleKey }) => moduleKey !== null);
  const keys = await Promise.all(
    rows.map(async ({ moduleId }) => (needed ? (await published(moduleId, context)).key : '')),
  );
  return rows.map(({ enrollment }, at) =>
    errataOfVersion(all, enrollment).filter(({ moduleKey }) => moduleKey === null || moduleKey === keys[at]),
  );
}

/** A module as an enrolled learner sees it. */
export const EnrolledModuleRef = builder.loadableNodeRef('EnrolledModule', {
  id: {
    description: 'Its global id. It is this enrollment’s own: another round has others.',
    resolve: (row: EnrolledModule) => enrolledKey(row.moduleId, row.enrollment.id),
  },
  load: async (ids: string[], context) => {
    const parts = await loadWithinEnrollments(ids, context, (enrollment, key) => ({ enrollment, key }));
    const found = parts.filter((part) => part !== null);
    const rows = await wholeRows(
      found.map(({ enrollment }) => enrollment),
      context,
    );
    return parts.map((part): EnrolledModule | null => {
      const enrollment = part && rows[found.indexOf(part)];
      const module = enrollment?.modules.find(({ moduleId }) => moduleId === part?.key);
      return enrollment && module ? { ...module, enrollment } : null;
    });
  },
});

builder.objectType(EnrolledModuleRef, {
  description: 'A module of your enrollment, with your progress in it.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    module: t.field({
      type: ModuleRef,
      description: 'The module as the course shows it to anyone.',
      resolve: (row) => row.moduleId,
    }),
    key: t.string({
      description: 'Its short name in this course, by which corrections name it.',
      resolve: async ({ moduleId }, _args, context) => (await published(moduleId, context)).key,
    }),
    kind: t.field({
      type: ModuleKind,
      description: 'How it is studied.',
      resolve: async ({ moduleId }, _args, context) => (await published(moduleId, context)).kind,
    }),
    objectives: t.field({
      type: [ObjectiveType],
      description: 'The objectives it serves.',
      resolve: async ({ moduleId }, _args, context) => objectivesOf(await published(moduleId, context)),
    }),
    title: t.exposeString('title', { description: 'Its title.' }),
    number: t.exposeInt('position', { description: 'Its place in the course, from 1.' }),
    text: t.field({ type: ModuleTextType, description: 'What it says.', resolve: (row) => row.moduleId }),
    safetyNotices: t.loadableGroup({
      type: SafetyNoticeType,
      description:
        'Where to get help in a crisis, by country, with the date of the last check. Show these beside every module.',
      load: (ids: CourseId[], { db }) => safetyNoticesOf(db, ids),
      group: (notice) => notice.courseId,
      resolve: (row) => row.enrollment.courseId,
    }),
    errata: t.loadableList({
      type: ErratumType,
      description:
        'Corrections of this module and of the course as a whole in the pinned version, oldest first. Show them above the text.',
      load: errataOfModules,
      resolve: (row) => row,
    }),
    secondsCounted: t.int({ description: 'Verified seconds so far.', resolve: secondsCounted }),
    secondsRequired: t.int({
      description: 'Verified seconds required; 0 where study time was waived as an accommodation.',
      resolve: (row) => secondsRequired(row, row.enrollment.studyTimeWaived),
    }),
    furthestPermille: t.exposeInt('furthestPermille', {
      description: 'The furthest position you reached, in thousandths. Reopen the module there.',
    }),
    hasCheck: t.boolean({
      description: 'Whether it ends with a check.',
      resolve: ({ checkQuizId }) => checkQuizId !== null,
    }),
    checkPassedAt: t.expose('checkPassedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When its check was passed.',
    }),
    completedAt: t.expose('completedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was completed.',
    }),
    blockers: t.field({
      type: [BlockerType],
      description: 'What is missing before you can complete it. When empty, `completeModule` succeeds.',
      resolve: (row) => blockersOf(row.enrollment.id, moduleBlockers(row, row.enrollment.studyTimeWaived)),
    }),
    reflection: t.string({
      nullable: true,
      description: 'Your private writing. Only you can read it.',
      resolve: async ({ enrollment, moduleId }, _args, context) =>
        (await reflectionAt(context, { enrollmentId: enrollment.id, moduleId })).text || null,
    }),
    reflectionVersion: t.int({
      description: 'The version of that writing, also when it was deleted; 0 before the first. Base a save on it.',
      resolve: async ({ enrollment, moduleId }, _args, context) =>
        (await reflectionAt(context, { enrollmentId: enrollment.id, moduleId })).version,
    }),
  }),
});
