import type { z } from 'zod';
import type { Scene } from '../../../../drizzle/tables/practice.ts';
import type { Fault } from '../../../edited/faults.ts';
import { key, line, list, prose, section } from '../../../edited/text.ts';

const choice = section({
  text: line('what somebody may do here', 300),
  to: key('the id of the scene that follows'),
});

const scene = section({
  id: key(),
  title: line('the title of the scene', 160).optional(),
  text: prose('what happens', 8_000),
  choices: list(choice, 2, 6).optional(),
  /** How this part ends here, for example "A pause". Only a scene without choices may have one. */
  ending: line('how the case ends here', 160).optional(),
}).refine(({ choices, ending }) => choices === undefined || ending === undefined, {
  path: ['ending'],
  error: 'remove it; a scene with choices goes on.',
});

/** practice/<module id>.yaml: a part of a case in which choices have consequences, and an example to compare one's own writing with. */
export const practiceShape = section({
  case: section({ title: line('the title of this part of the case', 160), scenes: list(scene, 1, 40) }).optional(),
  writing: section({
    example: prose('an example by an expert', 8_000),
    rubric: list(line('one thing to look for', 300), 2, 12),
  }).optional(),
}).refine((value) => value.case !== undefined || value.writing !== undefined, 'write case, writing, or both.');

export type Practice = z.output<typeof practiceShape>;
export type Case = NonNullable<Practice['case']>;

type At = (path: (string | number)[], message: string) => Fault[];

/** A case begins with its first scene. Every scene can be reached from there, and from every scene an end can be reached. */
export function caseFaults({ scenes }: Case, at: At): Fault[] {
  const byId = new Map(scenes.map((one) => [one.id, one]));
  const onward = ({ choices = [] }: Scene) => choices.flatMap(({ to }) => byId.get(to) ?? []);
  const reached = closure(scenes.slice(0, 1), onward);
  const back = (one: Scene) => scenes.filter((from) => onward(from).includes(one));
  const ending = closure(
    scenes.filter(({ choices }) => choices === undefined),
    back,
  );
  return scenes.flatMap((one, index) => [
    ...(byId.get(one.id) === one ? [] : at([index, 'id'], `The id ${one.id} is in scenes twice; rename one.`)),
    ...(one.choices ?? []).flatMap(({ to }, choice) =>
      byId.has(to) && to !== one.id
        ? []
        : at(
            [index, 'choices', choice, 'to'],
            `A choice leads to another scene; ${to} is ${byId.has(to) ? 'this one' : 'none'}.`,
          ),
    ),
    ...(reached.has(one) ? [] : at([index], `No choice leads to the scene ${one.id}; lead to it, or remove it.`)),
    ...(ending.has(one)
      ? []
      : at([index], `From the scene ${one.id} no end can be reached; lead to a scene without choices.`)),
  ]);
}

/** What can be reached from some scenes, each of them looked at once. */
function closure(from: readonly Scene[], next: (scene: Scene) => Scene[]): Set<Scene> {
  const found = new Set(from);
  for (const one of found) for (const other of next(one)) found.add(other);
  return found;
}
