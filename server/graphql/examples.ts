import { readFileSync } from 'node:fs';

/** A worked operation of the journey. GraphiQL shows it in a tab, the demo and the tests run it, and the guides quote it. */
export type Example = {
  name: string;
  title: string;
  /** Texts in parentheses, such as `(course.id)`, are placeholders for values from earlier responses. */
  variables: Record<string, unknown>;
  /** The operation without the comments above it. */
  query: string;
  /** The whole file. */
  text: string;
};

const fileOf = (name: string) => new URL(`../../examples/${name}`, import.meta.url);
const HEAD = /^# (?<title>.+)\n(?:# Variables, for example:\n(?<variables>(?:# .*\n)+))?(?<query>[^#][\s\S]*)$/;

/** Reads `examples/<name>.graphql`: a comment with the title, a comment with the variables if it takes any, and the operation. */
export function readExample(name: string): Example {
  const text = readFileSync(fileOf(`${name}.graphql`), 'utf8');
  const { title = '', variables, query = '' } = HEAD.exec(text)?.groups ?? {};
  if (query === '') throw new Error(`examples/${name}.graphql needs "# <title>" as its first line, then the operation`);
  return { name, title, query, text, variables: JSON.parse(variables?.replace(/^# /gm, '') ?? '{}') };
}

/** Every worked operation, in the order of examples/journey.json. */
export function readExamples(): Example[] {
  const names: string[] = JSON.parse(readFileSync(fileOf('journey.json'), 'utf8'));
  return names.map(readExample);
}
