import type { Claim } from '../../../../drizzle/tables/marks.ts';
import { readText, type Use } from '../../../edited/dialectFaults.ts';
import { didYouMean, type Fault } from '../../../edited/faults.ts';
import type { ReadModule, ReadPackage } from './readPackage.ts';
import type { PackagedModule } from './shape.ts';

type Known = Record<Exclude<Use['kind'], 'claim'>, readonly string[] | null>;
const NAMES = { module: 'module', ref: 'reference', term: 'term in the glossary', claim: 'claim' } as const;

/** Links of texts to modules, sources, terms and claims that are not there, and claims that no text marks. */
export function checkMarks({ course, modules }: ReadPackage): Fault[] {
  const keys = modules.flatMap(({ value }) => value?.id ?? []);
  const known: Known = {
    // Where a file could not be read, what it holds is not known.
    module: keys.length < modules.length ? null : keys,
    ref: course.value?.references.map(({ id }) => id) ?? null,
    term: course.value && (course.value.glossary ?? []).map(({ id }) => id),
  };
  return [
    ...modules.flatMap((module) => [...useFaults(module, known), ...claimFaults(module, known)]),
    ...repeatedClaims(modules),
  ];
}

function useFaults({ file, value, uses }: ReadModule, known: Known): Fault[] {
  const claims = value && (value.claims ?? []).map(({ id }) => id);
  const sets = Object.fromEntries(
    Object.entries({ ...known, claim: claims }).map(([kind, ids]) => [kind, ids && new Set(ids)]),
  );
  return uses.flatMap(({ kind, id, line }) => {
    const ids = sets[kind];
    if (!ids || ids.has(id)) return [];
    const where = kind === 'claim' ? '; write it under claims at the top of this file.' : '.';
    return [{ file, line, message: `There is no ${NAMES[kind]} ${id}${didYouMean(id, [...ids]) || where}` }];
  });
}

function claimFaults({ file, value, yaml, uses }: ReadModule, { ref }: Known): Fault[] {
  if (value === null || yaml === null) return [];
  const marked = Map.groupBy(
    uses.filter(({ kind }) => kind === 'claim'),
    ({ id }) => id,
  );
  return (value.claims ?? []).flatMap(({ id, sources }, index) => {
    const fault = (line: number, message: string): Fault => ({ file, line, message });
    const [first, second] = marked.get(id) ?? [];
    const unmarked = `The text does not mark the claim ${id}; write [its words](claim:${id}).`;
    return [
      ...(first === undefined ? [fault(yaml.lineOf(['claims', index]), unmarked)] : []),
      ...(second === undefined ? [] : [fault(second.line, `The claim ${id} is marked twice; mark its words once.`)]),
      ...sources.flatMap((source, at) =>
        ref === null || ref.includes(source)
          ? []
          : fault(
              yaml.lineOf(['claims', index, 'sources', at]),
              `There is no reference ${source}${didYouMean(source, ref) || '.'}`,
            ),
      ),
    ];
  });
}

function repeatedClaims(modules: readonly ReadModule[]): Fault[] {
  const seen = new Set<string>();
  return modules.flatMap(({ file, value, yaml }) =>
    (value?.claims ?? []).flatMap(({ id }, index) => {
      if (!seen.has(id)) {
        seen.add(id);
        return [];
      }
      const line = yaml?.lineOf(['claims', index, 'id']) ?? 1;
      return [{ file, line, message: `The id ${id} already belongs to another claim of the course; rename one.` }];
    }),
  );
}

/** Terms that no text links: nobody would ever read them. */
export function warnMarks({ course, modules }: ReadPackage): Fault[] {
  const linked = new Set(modules.flatMap(({ uses }) => uses.flatMap(({ kind, id }) => (kind === 'term' ? [id] : []))));
  return (course.value?.glossary ?? []).flatMap(({ id }, index) => {
    if (linked.has(id) || course.yaml === null) return [];
    const line = course.yaml.lineOf(['glossary', index]);
    return [{ file: course.yaml.file, line, message: `No module links the term ${id}; write [words](term:${id}).` }];
  });
}

/** The claims of a module with the words that mark them. */
export function claimsOf({ claims = [], body }: Pick<PackagedModule, 'claims' | 'body'>): Claim[] {
  if (claims.length === 0) return [];
  const words = new Map(readText(body).uses.flatMap(({ kind, id, words }) => (kind === 'claim' ? [[id, words]] : [])));
  return claims.map(({ id, grade, sources, wouldChange }) => ({
    ...{ key: id, grade, text: words.get(id) ?? '', sources, wouldChange },
  }));
}
