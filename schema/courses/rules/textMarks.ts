import type { CourseVersionId, ModuleId } from '../../../drizzle/ids.ts';
import type { Reference } from '../../../drizzle/tables/courses.ts';
import type { Claim, Term } from '../../../drizzle/tables/marks.ts';

/** A module that a text links. */
export type LinkedModule = { key: string; position: number; title: string };
/** A claim with the references on which it stands, in its order. */
export type SupportedClaim = Claim & { versionId: CourseVersionId; moduleId: ModuleId; references: Reference[] };
/** What the links of a text name: nothing that it does not name. */
export type TextMarks = {
  claims: SupportedClaim[];
  terms: Term[];
  references: Reference[];
  modules: LinkedModule[];
};

type Claiming = {
  versionId: CourseVersionId;
  moduleId: ModuleId;
  claims: readonly Claim[];
  references: readonly Reference[];
};
type Marked = Claiming & { body: string; glossary: readonly Term[]; modules: readonly LinkedModule[] };

/** The claims of a module with their references. */
export function supported({ versionId, moduleId, claims, references }: Claiming): SupportedClaim[] {
  return claims.map((claim) => ({
    ...claim,
    ...{ versionId, moduleId },
    references: claim.sources.flatMap((source) => references.find(({ key }) => key === source) ?? []),
  }));
}

/** Finds in a course what a text of it names, and the references on which its claims stand. */
export function textMarks(row: Marked): TextMarks {
  const { body, claims, glossary, references, modules } = row;
  const named = new Set<string>(body.match(/\b(?:module|ref|term):[a-z0-9-]+/g));
  for (const source of claims.flatMap(({ sources }) => sources)) named.add(`ref:${source}`);
  return {
    claims: supported(row),
    terms: glossary.filter(({ key }) => named.has(`term:${key}`)),
    references: references.filter(({ key }) => named.has(`ref:${key}`)),
    modules: modules.filter(({ key }) => named.has(`module:${key}`)),
  };
}
