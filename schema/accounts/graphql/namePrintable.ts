import { z } from 'zod';
import { type Drawable, drawableName, printedText } from '../../../certificates/fonts/drawable.ts';
import { builder } from '../../graphql/builder.ts';
import { parseInput } from '../../input.ts';

type Judged = { name: string; verdict: Drawable };

const NamePrintableType = builder.objectRef<Judged>('NamePrintable').implement({
  description: 'Whether certificates can print a name.',
  fields: (t) => ({
    printable: t.boolean({ description: 'Whether they can.', resolve: ({ verdict }) => verdict.ok }),
    printed: t.string({
      nullable: true,
      description: 'The name as it would be printed; null when it cannot be.',
      resolve: ({ name, verdict }) => (verdict.ok ? printedText(name) : null),
    }),
    characters: t.stringList({
      description: 'The characters that cannot be printed; also empty when the name has nothing to print.',
      resolve: ({ verdict }) => (verdict.ok ? [] : verdict.characters),
    }),
  }),
});

const LONGEST = 120;
const shape = z.object({
  name: z.string().refine((name) => [...name].length <= LONGEST, `Write at most ${LONGEST} characters.`),
});

builder.queryField('namePrintable', (t) =>
  t.field({
    type: NamePrintableType,
    description: 'Whether certificates can print a name as it is written. Nothing is stored.',
    args: { name: t.arg.string({ description: 'The name: one line of at most 120 characters.' }) },
    resolve: (_root, asked): Judged => {
      const { name } = parseInput(shape, asked);
      return { name, verdict: drawableName(name) };
    },
  }),
);
