export type Uncommented = {
  /** Without comments, with as many lines as before. */
  blanked: string;
  /** Without their lines, as it is stored. */
  stored: string;
  faults: { line: number; message: string }[];
};

const FENCE = /^ {0,3}(?<mark>`{3,}|~{3,})(?<info>.*)$/;
const OPEN = /^ {0,3}<!--/;
const isEmpty = (words: string | undefined): boolean => (words ?? '').trim() === '';

/** Takes comments out of a text: lines from `<!--` to `-->`, outside of code. A text without any stays as it is. */
export function withoutComments(text: string): Uncommented {
  const lines = text.split('\n');
  if (!lines.some((words) => OPEN.test(words))) return { blanked: text, stored: text, faults: [] };
  const { isComment, faults } = commentsIn(lines);
  const blanked = lines.map((words, at) => (isComment[at] ? '' : words)).join('\n');
  return { blanked, stored: stored(lines, isComment), faults };
}

function commentsIn(lines: readonly string[]) {
  const faults: Uncommented['faults'] = [];
  let fence = '';
  let opened: number | null = null;
  const isComment = lines.map((words, at) => {
    if (opened === null) {
      fence = fenceAfter(fence, words);
      if (fence !== '' || !OPEN.test(words)) return false;
      opened = at;
    }
    const end = words.indexOf('-->');
    if (end === -1) return true;
    opened = null;
    if (!isEmpty(words.slice(end + 3)))
      faults.push({ line: at + 1, message: 'Put the comment on lines of its own; words follow its -->.' });
    return true;
  });
  if (opened !== null) faults.push({ line: opened + 1, message: 'Close this comment with -->.' });
  return { isComment, faults };
}

/** The fence of the code that is open after a line; an empty text for none. */
function fenceAfter(open: string, words: string): string {
  const { mark = '', info = '' } = FENCE.exec(words)?.groups ?? {};
  if (open === '') return mark;
  return mark.startsWith(open) && isEmpty(info) ? '' : open;
}

/** One empty line stays where a comment stood, so that a comment that comes or goes changes nothing else. */
function stored(lines: readonly string[], isComment: readonly boolean[]): string {
  const kept: string[] = [];
  for (const [at, words] of lines.entries()) {
    if (isComment[at]) continue;
    if (isComment[at - 1] && !(isEmpty(words) || isEmpty(kept.at(-1)))) kept.push('');
    if (isComment[at - 1] && isEmpty(words) && isEmpty(kept.at(-1))) continue;
    kept.push(words);
  }
  return kept.join('\n');
}
