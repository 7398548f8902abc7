/** What one body grants for the course, once it has approved it, in units of its own and with its own sentence. */
export type Accreditor = {
  body: string;
  /** That the body gave to the organization. */
  providerNumber: string | null;
  unit: string;
  /** Decimal text, such as 1.50. */
  credits: string;
  url: string;
  statement: string;
};

/** Equal ones once: a body may grant several units under one number and with one sentence. */
const distinct = <Item>(items: readonly Item[]): Item[] | undefined =>
  items.length === 0 ? undefined : [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];

/** A term of our own for a body's number or unit (Open Badges 3.0 allows letters, digits, `.`, `_` and `-`). */
const extension = (kind: string, ...names: string[]): string =>
  ['ext:', kind, ...names.map((name) => `.${name.replace(/[^A-Za-z0-9]+/g, '-')}`)].join('').slice(0, 80);

/** The approvals that the achievement rests on, each in its body's own sentence. */
export const alignment = (accreditors: readonly Accreditor[]) =>
  distinct(
    accreditors.map(({ body, url, statement }) => ({
      type: ['Alignment'],
      targetName: body,
      targetUrl: url,
      targetDescription: statement,
    })),
  );

/** The organization's numbers at the bodies that gave it one. */
export const providerNumbers = (accreditors: readonly Accreditor[]) =>
  distinct(
    accreditors.flatMap(({ body, providerNumber }) =>
      providerNumber === null
        ? []
        : [{ type: 'IdentifierEntry', identifier: providerNumber, identifierType: extension('ProviderNumber', body) }],
    ),
  );

/** What each body grants, as a result of its own: units of different bodies are never added up. */
export const creditsOf = (accreditors: readonly Accreditor[], achievementId: string) =>
  accreditors.map(({ body, unit, credits }, index) => ({
    id: `${achievementId}#credits-${index + 1}`,
    name: `${unit} (${body})`,
    resultType: extension('Credits', body, unit),
    value: credits,
  }));
