import { didYouMean, type Fault, sortFaults } from '../../edited/faults.ts';
import type { Accreditor, Board, BoardProfession } from './bodies.ts';
import type { ReadBody } from './bodyFile.ts';

/**
 * What only all files together can tell: accreditors that boards accept, professions that boards license, and licenses that two
 * boards would claim.
 */
export function checkBodies(accreditors: readonly ReadBody<Accreditor>[], boards: readonly ReadBody<Board>[]): Fault[] {
  const known = accreditors.filter(({ body }) => body.kind === 'ACCREDITS').map(({ body }) => body.key);
  const licensed = boards.flatMap(({ body }) => body.professions.map(({ key }) => key));
  return sortFaults([
    ...repeatedKeys(accreditors),
    ...repeatedKeys(boards),
    ...boards.flatMap((board) => acceptFaults(board, known)),
    ...sharedLicenses(boards),
    ...accreditors.flatMap((accreditor) => professionFaults(accreditor, licensed)),
  ]);
}

function repeatedKeys(bodies: readonly ReadBody<{ key: string }>[]): Fault[] {
  const keys = bodies.map(({ body }) => body.key);
  return bodies.flatMap(({ body, yaml }, index) =>
    keys.indexOf(body.key) < index
      ? [{ file: yaml.file, line: yaml.lineOf(['key']), message: `key: another file has the key ${body.key}.` }]
      : [],
  );
}

function acceptFaults({ body, yaml }: ReadBody<Board>, known: readonly string[]): Fault[] {
  const unknown = (values: BoardProfession['values'], at: PropertyKey[]) =>
    (values.accepts ?? []).flatMap(({ value }, entry) =>
      value.flatMap(({ accreditor }, index) => {
        if (known.includes(accreditor)) return [];
        const path = [...at, 'accepts', entry, 'value', index, 'accreditor'];
        const advice = didYouMean(accreditor, known) || '; add its file to content/accreditors.';
        const message = `accepts: no body that accredits has the key "${accreditor}"${advice}`;
        return [{ file: yaml.file, line: yaml.lineOf(path), message }];
      }),
    );
  return body.professions.flatMap(({ values, kinds = {} }, at) => [
    ...unknown(values, ['professions', at, 'values']),
    ...Object.entries(kinds).flatMap(([kind, own]) => unknown(own, ['professions', at, 'kinds', kind])),
  ]);
}

/** A profession that no board licenses is one whose license nobody can add. */
function professionFaults({ body, yaml }: ReadBody<Accreditor>, licensed: readonly string[]): Fault[] {
  const named = [
    ...body.professions.map((key, index) => ({ key, path: ['professions', index] })),
    ...(body.values.claimants ?? []).flatMap(({ value }, entry) =>
      (value.kind === 'ANYONE' ? [] : value.professions).map((key, index) => ({
        key,
        path: ['values', 'claimants', entry, 'value', 'professions', index],
      })),
    ),
  ];
  return named
    .filter(({ key }) => !licensed.includes(key))
    .map(({ key, path }) => {
      const advice = didYouMean(key, licensed) || '; add it to the file of a board.';
      return {
        file: yaml.file,
        line: yaml.lineOf(path),
        message: `No board licenses the profession "${key}"${advice}`,
      };
    });
}

/** A license names its profession and jurisdiction only, so that these must lead to one board. */
function sharedLicenses(boards: readonly ReadBody<Board>[]): Fault[] {
  const holders = new Map<string, string>();
  return boards.flatMap(({ body, yaml }) =>
    body.professions.flatMap(({ key }, index) => {
      const license = `${body.jurisdiction} ${key}`;
      const holder = holders.get(license);
      holders.set(license, holder ?? body.key);
      if (holder === undefined || holder === body.key) return [];
      const message = `The board ${holder} has the profession ${key} in ${body.jurisdiction} already; give one of them a key of its own, such as ${key}-${body.key}.`;
      return [{ file: yaml.file, line: yaml.lineOf(['professions', index, 'key']), message }];
    }),
  );
}
