/** Where each value of a document stands and of which type it is; the facts that certificates print are not taken apart. */
export const shapeOf = (value: unknown, path = ''): string[] => {
  if (path.endsWith('.printed') || value === null || typeof value !== 'object') return [`${path}: ${typeOf(value)}`];
  if (Array.isArray(value) && value.length === 0) return [`${path}: empty`];
  if (Array.isArray(value)) return value.flatMap((item) => shapeOf(item, `${path}[]`));
  return Object.entries(value).flatMap(([key, item]) => shapeOf(item, path === '' ? key : `${path}.${key}`));
};

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)$/;
const typeOf = (value: unknown) => {
  if (value === null) return 'null';
  return typeof value === 'string' && INSTANT.test(value) ? 'instant' : typeof value;
};
