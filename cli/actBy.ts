import { z } from 'zod';
import { type Act, operatorAct } from '../schema/act.ts';
import { parseInput } from '../schema/input.ts';
import { lineOfText } from '../schema/plainText.ts';

const Who = z.object({ by: lineOfText(200) });

/** The act of a command, now, by the person whom --by names. Throws InvalidInput. */
export function actBy(by: string): Act {
  return operatorAct(new Date(), parseInput(Who, { by }).by);
}
