import { type CoursePackage, continuedBy } from './canonical.ts';

/** The packages in an order in which each follows the one that it continues. Those of a circle keep an order that imports refuse. */
export function continuedFirst(packages: readonly CoursePackage[]): CoursePackage[] {
  const bySlug = new Map(packages.map((pack) => [pack.course.slug, pack]));
  const ordered = new Set<CoursePackage>();
  const add = (pack: CoursePackage, waiting: readonly CoursePackage[]): void => {
    if (ordered.has(pack) || waiting.includes(pack)) return;
    const continued = bySlug.get(continuedBy(pack) ?? '');
    if (continued !== undefined) add(continued, [...waiting, pack]);
    ordered.add(pack);
  };
  for (const pack of packages) add(pack, []);
  return [...ordered];
}
