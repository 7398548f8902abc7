import type { Token, Tokens } from 'marked';
import type { ComponentChildren, VNode } from 'preact';
import type { ModulePageQuery } from '../../graphql/generated.ts';
import type { player } from '../../words/en/player.ts';
import { languageNow } from '../../words/written.ts';
import { calloutOf, isBreak, linkedBy, shiftedAt } from './dialectWords.ts';
import { type Dialect, h, plain, type Show } from './markdown.ts';

type Round = Extract<ModulePageQuery['node'], { __typename: 'Enrollment' }>;
/** What the links of a text name. */
export type Marks = NonNullable<NonNullable<Round['module']>['text']['marks']>;
type Claim = Marks['claims'][number];
type Reference = Marks['references'][number];

export type Facts = {
  marks: Marks;
  /** The `lang` of the text; nothing where the page speaks the same language. */
  lang: string | undefined;
  say: (typeof player)['marks'];
  addressOf: (position: number) => string;
};

/** A sign for each grade, so that no color alone tells them apart. */
const SIGNS = { STRONG: '●', MIXED: '◐', CONTESTED: '◇', PRACTICE: '○' } as const;

/** The dialect of courses for one showing of a text: links within the course, boxes, footnotes, letters off the line. */
export function dialectOf(facts: Facts): Dialect {
  const { marks, say } = facts;
  const notes = new Map<string, Token[]>();
  const numbers = new Map<string, number>();
  /** Words of the page, which may speak another language than the text. */
  const own = facts.lang === undefined ? {} : { lang: languageNow() };
  const opens = (kind: string, id: string, shown: ComponentChildren, more: object = {}) =>
    h('button', { type: 'button', class: 'mark', popovertarget: `mark-${kind}-${id}`, ...more }, shown);

  function linked(token: Tokens.Link, show: Show): ComponentChildren | undefined {
    const { kind, id } = linkedBy(token.href) ?? { kind: '', id: '' };
    const words = show.inner(token.tokens);
    const has = (list: readonly { key: string }[]) => list.some(({ key }) => key === id);
    if (kind === 'ref' && has(marks.references)) return opens(kind, id, words);
    if (kind === 'term' && has(marks.terms)) return opens(kind, id, words);
    const module = kind === 'module' && marks.modules.find(({ key }) => key === id);
    if (module) return h('a', { href: facts.addressOf(module.position) }, words);
    const claim = kind === 'claim' && marks.claims.find(({ key }) => key === id);
    return claim ? [h('span', { id: `claim-${id}` }, words), ' ', badge(claim)] : undefined;
  }

  const badge = ({ key, grade }: Claim): VNode =>
    opens('claim', key, graded(grade), { class: 'mark grade', 'aria-describedby': `claim-${key}`, ...own });
  const graded = (grade: Claim['grade']) => [
    h('span', { 'aria-hidden': 'true' }, SIGNS[grade]),
    ` ${say.grades[grade]}`,
  ];

  function noteMark(label: string): VNode {
    const first = !numbers.has(label);
    const number = numbers.get(label) ?? numbers.size + 1;
    numbers.set(label, number);
    const id = first ? { id: `note-${label}-mark` } : {};
    return h('sup', null, h('a', { ...id, href: `#note-${label}`, 'aria-label': say.note(number), ...own }, number));
  }

  function opened(kind: string, id: string, shown: ComponentChildren): VNode {
    const key = `mark-${kind}-${id}`;
    const close = { type: 'button', class: 'quiet', popovertarget: key, popovertargetaction: 'hide', ...own };
    const box = { popover: 'auto', id: key, class: 'opened', tabIndex: -1, autofocus: true, onFocusOut: closeBehind };
    return h('div', { ...box, key }, [shown, h('button', close, say.close)]);
  }

  const supports = ({ key, grade, sources, whatWouldChangeIt }: Claim): VNode =>
    opened('claim', key, [
      h('p', own, h('strong', null, graded(grade))),
      h('p', { class: 'note', ...own }, say.meanings[grade]),
      h('p', own, h('strong', null, say.sources(sources.length))),
      h(
        'ul',
        null,
        marks.references.filter((one) => sources.some((source) => source.key === one.key)).map(cited('li')),
      ),
      h('p', null, [h('strong', own, say.change), ' ', whatWouldChangeIt]),
    ]);

  return {
    block(token, show) {
      const callout = token.type === 'blockquote' ? calloutOf(token as Tokens.Blockquote) : null;
      const title = callout && (say.callouts as Record<string, string>)[callout.kind];
      if (!callout || !title) return undefined;
      const properties = { class: `box callout ${callout.kind.toLowerCase()}`, role: 'note' };
      return h('div', properties, [h('p', { class: 'title', ...own }, title), show.blocks(callout.tokens)]);
    },
    inline(tokens, at, show) {
      const token = tokens[at] as Token;
      const shifted = shiftedAt(tokens, at);
      if (shifted !== null) return { node: h(shifted.name, null, plain(shifted.words.text)), taken: 3 };
      if (isBreak(token)) return { node: h('br', null), taken: 1 };
      if (token.type === 'noteMark' && notes.has(token.label)) return { node: noteMark(token.label), taken: 1 };
      const node = token.type === 'link' ? linked(token as Tokens.Link, show) : undefined;
      return node === undefined ? undefined : { node, taken: 1 };
    },
    begin(blocks) {
      for (const block of blocks) if (block.type === 'footnote') notes.set(block.label, block.tokens ?? []);
    },
    below: (show) => [
      footnotes(show),
      marks.claims.map(supports),
      marks.terms.map(({ key, term, meaning }) =>
        opened('term', key, [h('p', null, h('strong', null, term)), h('p', null, meaning)]),
      ),
      marks.references.map((one) => opened('ref', one.key, cited('p')(one))),
    ],
  };

  function footnotes(show: Show): VNode | null {
    if (numbers.size === 0) return null;
    const items: VNode[] = [];
    // A note may refer to another one, which then follows.
    for (const [label, number] of numbers) {
      const back = { href: `#note-${label}-mark`, 'aria-label': say.back(number), ...own };
      items.push(h('li', { id: `note-${label}`, key: label }, [show.inner(notes.get(label)), ' ', h('a', back, '↑')]));
    }
    return h('section', { class: 'notes', 'aria-label': say.notes }, h('ol', null, items));
  }
}

/** What is open covers the page, so it closes when the focus goes on. */
function closeBehind({ currentTarget, relatedTarget }: FocusEvent): void {
  const box = currentTarget as HTMLElement;
  if (relatedTarget instanceof Node && !box.contains(relatedTarget)) box.hidePopover();
}

/** A reference with the way to it. */
const cited =
  (element: 'li' | 'p') =>
  ({ key, citation, doi, url }: Reference): VNode => {
    const href = doi === null ? url : `https://doi.org/${doi}`;
    if (href === null) return h(element, { key }, citation);
    const words = doi === null ? new URL(href).hostname : `doi:${doi}`;
    return h(element, { key }, [citation, ' ', h('a', { href, rel: 'noreferrer' }, words)]);
  };
