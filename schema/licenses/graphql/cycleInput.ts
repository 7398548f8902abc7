import { builder } from '../../graphql/builder.ts';

const RequiredHoursInput = builder.inputType('RequiredHoursInput', {
  description: 'Hours that your board requires in a cycle.',
  fields: (t) => ({
    category: t.string({
      required: false,
      description: 'The key of a category, such as ethics. Left out or null: the total.',
    }),
    hours: t.field({ type: 'Decimal', description: "The hours, in your board's unit." }),
  }),
});

export const LicenseCycleInput = builder.inputType('LicenseCycleInput', {
  description: 'The renewal cycle of a license.',
  fields: (t) => ({
    startsOn: t.field({ type: 'Date', description: 'Its first day.' }),
    endsOn: t.field({ type: 'Date', description: 'Its last day.' }),
    required: t.field({
      type: [RequiredHoursInput],
      required: true,
      description: 'The hours that it requires: the total once, and each category once. May be empty.',
    }),
  }),
});
