import { actOf } from '../../act.ts';
import { builder } from '../../graphql/builder.ts';
import { IntensiveRef } from '../../intensives/graphql/intensive.ts';
import { readReport, readTrainingReport, type VersionReport } from '../operations/readReport.ts';
import { type ItemReport, MOST_TEXTS } from '../rules/report.ts';
import { FEWEST } from '../rules/units.ts';
import { EvaluationItemType } from './item.ts';

const OptionType = builder.objectRef<ItemReport['options'][number]>('EvaluationOptionReport').implement({
  description: 'How often an option was chosen.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    option: t.exposeString('option', { description: 'The option.' }),
    answers: t.exposeInt('answers', { description: `0, or ${FEWEST} and more.` }),
  }),
});

const ItemReportType = builder.objectRef<ItemReport>('EvaluationItemReport').implement({
  description: `How one question was answered. Of fewer than ${FEWEST} answers nothing is shown, and an answer is shown only together with ${FEWEST} that nobody saw before.`,
  authScopes: { signedIn: true },
  fields: (t) => ({
    item: t.field({ type: EvaluationItemType, description: 'The question.', resolve: ({ item }) => item }),
    answers: t.exposeInt('answers', {
      nullable: true,
      description: 'How many answers these are; null while there are too few.',
    }),
    average: t.exposeFloat('average', {
      nullable: true,
      description: 'For SCALE, the average step, 1 for the first; null while there are too few.',
    }),
    options: t.field({
      type: [OptionType],
      complexity: { field: 1, multiplier: 5 },
      description: `For CHOICE, every option; empty until each option that anybody chose has ${FEWEST} answers.`,
      resolve: ({ options }) => options,
    }),
    texts: t.exposeStringList('texts', {
      complexity: 20,
      description: `For TEXT, what people wrote, in a random order that is another each time and for each question. Of more than ${MOST_TEXTS} these are chosen at random.`,
    }),
  }),
});

export const ReportType = builder.objectRef<VersionReport>('EvaluationReport').implement({
  description: 'How one version of a course was evaluated.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    version: t.exposeString('version', { description: 'The version.' }),
    items: t.field({
      type: [ItemReportType],
      complexity: { field: 1, multiplier: 15 },
      description: 'The questions of its form in order.',
      resolve: ({ items }) => items,
    }),
  }),
});

builder.queryField('evaluationReport', (t) =>
  t.field({
    type: [ReportType],
    nullable: true,
    authScopes: { signedIn: true },
    complexity: { field: 1, multiplier: 5 },
    description:
      'How a course was evaluated, by version, newest first, for owners and organizers. It has the answers of months that are over, without professions, and nothing leads from an answer to a person. NOT_FOUND for everyone else.',
    args: { courseSlug: t.arg.string({ description: 'The short name of the course in addresses.' }) },
    resolve: (_root, args, context) => readReport(context.db, actOf(context), args),
  }),
);

builder.objectField(IntensiveRef, 'evaluation', (t) =>
  t.field({
    type: [ItemReportType],
    nullable: true,
    authScopes: { signedIn: true },
    complexity: { field: 1, multiplier: 15 },
    description:
      'How a training was evaluated, question by question, for owners and organizers: answers of months that are over, once they are enough. What comes to be too little for the training counts in `evaluationReport` alone, together with that of other trainings, so that no subtraction shows fewer. Other roles get FORBIDDEN, everyone else NOT_FOUND; so does everyone for an event that is no training.',
    resolve: ({ id: intensiveId }, _args, context) => readTrainingReport(context.db, actOf(context), { intensiveId }),
  }),
);
