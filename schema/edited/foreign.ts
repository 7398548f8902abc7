/** Ways of writing of other programs, which would be shown as they stand, and what to write here. None looks ahead without end. */
const FOREIGN: readonly [form: RegExp, message: string][] = [
  [/\^\[/, 'Give the footnote a name: words[^x], and [^x]: the note, on a line of its own.'],
  [/\[\^/, 'Name a footnote in lowercase letters, digits and hyphens, such as [^x], and begin its note at the margin.'],
  [
    /\[(?:line|lines \d{1,3}|box \d{1,3})\]/,
    'Leave out places to write, such as [lines 3]; they are for the sheets in kit/.',
  ],
  [/\[\[/, 'Write a link with its address: [words](module:screening). [[words]] is not known.'],
  [/\[@[\w:-]/, 'Link a source: [Gordon et al., 2004](ref:gordon-2004).'],
  [/\]\[/, 'No line says the address of this link; write [words](https://...).'],
  [/==\S/, 'Write **bold** words; ==marked== ones are not known.'],
  [/^:::/m, 'Write a box as a quotation that begins with > [!NOTE]; ::: is not known.'],
  [/^!!! /m, 'Write a box as a quotation that begins with > [!NOTE]; !!! is not known.'],
  [/\{\{|\{%/, 'Write the words out; {{ }} and {% %} are filled in by other programs.'],
  [/\{(?:[.#]|: ?[.#]?)[a-z]/i, 'Leave out {.class}, {#id} and {: .class}; they are not known.'],
  [/\$\$/, 'Write the formula in words; $$ is not known.'],
  [/\^[^\s^]{1,40}\^/, 'Write <sup>letters</sup>; ^letters^ is not known.'],
  [/(?:^|\s):[a-z][a-z0-9_+-]{0,40}:(?=\s|$)/, 'Write the sign or a word; names such as :smile: are not known.'],
  [/^: {1,4}\S/m, 'Say what a term means in the glossary of course.yaml, and link it: [words](term:id).'],
  [
    /^\*\[[^\]\n]{1,80}\]:/m,
    'Say what an abbreviation means in the glossary of course.yaml, and link it: [ABC](term:id).',
  ],
  [/^\+[-=+]{3,}/m, 'Write the table with | between its cells and | - | - | below its heads.'],
  [/^\[toc\]/im, 'Leave out the table of contents; every reader has one.'],
  [/^\\(?:newpage|pagebreak)/m, 'Leave out breaks of pages.'],
];

/**
 * What a piece of plain words has of another dialect, and how many lines below its first; null for nothing. `begins` says that a
 * line begins with it.
 */
export function foreignFault(words: string, begins: boolean): { message: string; below: number } | null {
  const within = begins ? words : `.${words}`;
  for (const [form, message] of FOREIGN) {
    const found = form.exec(within);
    if (found !== null) return { message, below: within.slice(0, found.index).split('\n').length - 1 };
  }
  return null;
}
