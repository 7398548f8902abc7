import { builder } from '../../graphql/builder.ts';
import { LANGUAGES, type LanguageFacts, ORIGINAL } from '../../languages.ts';

const LanguageType = builder.objectRef<LanguageFacts>('Language').implement({
  description: 'A language in which pages and mails speak. Courses stay in the language in which they were written.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'BCP 47, for example es.' }),
    name: t.exposeString('name', { description: 'What those who speak it call it.' }),
    original: t.boolean({
      description: 'Whether everything is written in this language first, so that nothing of it is a translation.',
      resolve: ({ code }) => code === ORIGINAL,
    }),
    readBy: t.string({
      nullable: true,
      description: 'The native speaker who has read the whole translation; null as long as nobody has.',
      resolve: ({ readBy }) => readBy?.name ?? null,
    }),
    readOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'When they had read it.',
      resolve: ({ readBy }) => readBy?.on ?? null,
    }),
  }),
});

builder.queryField('languages', (t) =>
  t.field({
    type: [LanguageType],
    description: 'The languages of pages and mails, the original first.',
    resolve: () => [...LANGUAGES],
  }),
);
