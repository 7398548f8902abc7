/** The values of an enum type: each name with its meaning. A name without a meaning is a type error. */
export function described<Name extends string>(
  names: readonly Name[],
  meaning: Record<Name, string>,
): Record<Name, { description: string }> {
  const values = names.map((name) => [name, { description: meaning[name] }]);
  // Object.fromEntries loses the type of its keys.
  return Object.fromEntries(values) as Record<Name, { description: string }>;
}
