import type { Practice, Scene } from '../../../drizzle/tables/practice.ts';
import { builder } from '../../graphql/builder.ts';

const ChoiceType = builder.objectRef<NonNullable<Scene['choices']>[number]>('CaseChoice').implement({
  description: 'What somebody may do in a scene of a case.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'What is done, in one line.' }),
    to: t.exposeString('to', { description: 'The key of the scene that follows.' }),
  }),
});

const SceneType = builder.objectRef<Scene>('CaseScene').implement({
  description: 'A scene of a case. Without choices, this part of the case ends here.',
  fields: (t) => ({
    key: t.exposeString('id', { description: 'Its short name in this part of the case.' }),
    title: t.exposeString('title', { nullable: true, description: 'Its title, if it has one.' }),
    text: t.exposeString('text', { description: 'What happens, in Markdown.' }),
    choices: t.field({
      type: [ChoiceType],
      description: 'What may be done here, two to six things; none where this part ends.',
      resolve: ({ choices }) => choices ?? [],
    }),
    ending: t.exposeString('ending', { nullable: true, description: 'How the case ends here, where it does.' }),
  }),
});

const CaseType = builder.objectRef<NonNullable<Practice['case']>>('Case').implement({
  description: 'A part of a case in which choices have consequences.',
  fields: (t) => ({
    title: t.exposeString('title', { description: 'Its title.' }),
    scenes: t.expose('scenes', { type: [SceneType], description: 'Its scenes, at most 40. It begins with the first.' }),
  }),
});

const WritingType = builder.objectRef<NonNullable<Practice['writing']>>('WritingExample').implement({
  description: 'What one’s own answer to the writing prompt can be compared with.',
  fields: (t) => ({
    example: t.exposeString('example', { description: 'An answer by somebody with experience, in Markdown.' }),
    rubric: t.exposeStringList('rubric', {
      description: 'What to look for in one’s own answer, two to twelve things.',
    }),
  }),
});

/** What a module gives to practice with. */
export const PracticeType = builder.objectRef<Practice>('Practice').implement({
  description: 'What a module gives to practice with.',
  fields: (t) => ({
    case: t.expose('case', { type: CaseType, nullable: true, description: 'A part of a case, if the module has one.' }),
    writing: t.expose('writing', {
      type: WritingType,
      nullable: true,
      description: 'What one’s writing can be compared with. Show it after something was written.',
    }),
  }),
});
