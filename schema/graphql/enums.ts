/** The values of an enum type: each name with what it means. A name without a meaning is a type error. */
export function described<Name extends string>(
  names: readonly Name[],
  meaning: Record<Name, string>,
): Record<Name, { description: string }> {
  const values = names.map((name) => [name, { description: meaning[name] }]);
  // Object.fromEntries forgets the names that it was given.
  return Object.fromEntries(values) as Record<Name, { description: string }>;
}
