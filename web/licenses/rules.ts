type Board = { professions: readonly { key: string; title: string }[] };
type License = { profession: string; jurisdiction: string; number?: string | null; board: Board | null };

/** The title of a license in its board's words; without a board's file, the key that its holder typed. */
export function titleOf({ profession, board }: License): string {
  return board?.professions.find(({ key }) => key === profession)?.title ?? profession.toUpperCase();
}

/** A license in one line: title, place and number. */
export function licenseText(license: License): string {
  const { jurisdiction, number } = license;
  return [titleOf(license), jurisdiction, number ?? ''].filter((part) => part !== '').join(', ');
}

type Listed = { key: string; name: string; jurisdiction: string; professions: Board['professions'] };
export type Choice = { value: string; profession: string; jurisdiction: string; text: string; board: string };

/** Every profession of every board, by place. */
export function choicesOf(boards: readonly Listed[]): Choice[] {
  const all = boards.flatMap(({ name, jurisdiction, professions }) =>
    professions.map(({ key, title }) => ({
      ...{ value: `${jurisdiction}/${key}`, profession: key, jurisdiction, board: name },
      text: `${title} (${jurisdiction})`,
    })),
  );
  return all.sort((a, b) => a.text.localeCompare(b.text));
}

/** Hours as people type them, as the API takes them: "36" and "36,5" are "36.00" and "36.50". Null: no number. */
export function hoursTyped(typed: string): string | null {
  const found = /^(\d{1,5})(?:[.,](\d{1,2}))?$/.exec(typed.trim());
  return found === null ? null : `${found[1]}.${(found[2] ?? '').padEnd(2, '0')}`;
}

type Required = readonly { category: string | null; hours: string }[];
type Typed = { startsOn: string; endsOn: string; total: string };

/** The cycle that a form states: null without days. Hours of categories, which the form does not ask for, stay. */
export function cycleTyped({ startsOn, endsOn, total }: Typed, before: Required = []) {
  if (startsOn === '' && endsOn === '') return null;
  const hours = hoursTyped(total);
  const categories = before.filter(({ category }) => category !== null);
  return { startsOn, endsOn, required: [...(hours === null ? [] : [{ category: null, hours }]), ...categories] };
}

type Fault = { path: string; message: string };

/** What the API says of a field of the form, or of one inside it. */
export function faultAt(faults: readonly Fault[], ...paths: string[]): string | null {
  const own = faults.filter(({ path }) => paths.some((one) => path === one || path.startsWith(`${one}.`)));
  return own.length === 0 ? null : own.map(({ message }) => message).join(' ');
}
