import type { IntensiveRow } from '../../intensives/queries.ts';
import { timeInWords } from '../../intensives/rules/times.ts';
import { RegistrationClosedError } from '../errors.ts';

/** Why nobody can register, which says when they can where that is to come. */
export function registrationClosed(
  because: ConstructorParameters<typeof RegistrationClosedError>[0],
  { registrationOpensAt, timeZone }: IntensiveRow,
): RegistrationClosedError {
  return new RegistrationClosedError(because, registrationOpensAt, timeInWords(registrationOpensAt, timeZone));
}
