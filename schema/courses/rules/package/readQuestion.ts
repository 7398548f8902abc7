import type { z } from 'zod';
import type { Fault } from '../../../edited/faults.ts';
import { checkShape, type EditedYaml } from '../../../edited/yaml.ts';
import { type Question, questionShapes, questionType } from './quizShape.ts';

type Where = { at: (string | number)[]; row: unknown };

/** A question of a file, read by its type; null with its faults. */
export function readQuestion(yaml: EditedYaml, { at, row }: Where, faults: Fault[]): Question | null {
  const typed = checkShape(questionType, yaml, at, row);
  faults.push(...typed.faults);
  if (typed.value === null) return null;
  const checked = checkShape<z.ZodType<Question>>(questionShapes[typed.value.type], yaml, at, row);
  faults.push(...checked.faults);
  return checked.value;
}
