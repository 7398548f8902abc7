import type { CertificateFacts } from '../facts.ts';
import { hoursText } from '../facts.ts';
import { printedText } from '../fonts/drawable.ts';
import { faceFor } from '../fonts/faces.ts';
import type { Block } from '../layout/flow.ts';
import { wrap } from '../layout/lines.ts';
import { INK, SMALLEST_SIZE, TINT } from '../layout/page.ts';
import { dateInWords, dayInWords, HOURS_LABEL, languageName } from '../words.ts';
import { type Canvas, type Style, setLine, setLines } from './text.ts';

/** A paragraph's face and ink; `scale` times the body's size. */
type Voice = Pick<Style, 'role' | 'ink'> & { scale: number };
const BODY: Voice = { role: 'serif', scale: 1, ink: INK.text };
const NOTE: Voice = { role: 'italic', scale: 0.98, ink: INK.grey };
const ADDRESS: Voice = { role: 'sans', scale: 0.72, ink: INK.grey };
/** A paragraph longer than this may break across columns. */
const MOST_LINES_TOGETHER = 8;
const NUMBER_INDENT = 18;

/** The record of the activity, in reading order; every section is one function. */
export function recordBlocks(doc: Canvas, facts: CertificateFacts, width: number, size: number): Block[] {
  const set = composer(doc, width, size);
  return [
    ...learnerSection(set, facts),
    ...objectivesSection(set, facts),
    ...contributorsSection(set, facts),
    ...courseSection(set, facts),
    ...organizationSection(set, facts),
    ...verificationSection(set, facts),
    ...statementsSection(set, facts),
  ];
}

type Composer = ReturnType<typeof composer>;

function composer(doc: Canvas, width: number, size: number) {
  const leading = size * 1.2;
  const baseline = size * 0.92;
  const heading = (text: string): Block => ({
    height: size + 8.5,
    gap: size * 1.15,
    keepWithNext: true,
    draw: (x, y) => {
      setLine(
        doc,
        text,
        { role: 'serif', size: size * 1.16, ink: INK.gold, features: ['smcp'], tracking: 0.5 },
        x,
        y + 9,
      );
      doc.lineWidth(0.5).strokeColor(TINT.goldLine);
      doc
        .moveTo(x, y + 13.5)
        .lineTo(x + width, y + 13.5)
        .stroke();
    },
  });
  const lines = (texts: string[], style: Style, indent: number, gap: number): Block => ({
    height: texts.length * leading,
    gap,
    keepWithNext: false,
    draw: (x, y) => setLines(doc, texts, { ...style, leading }, x + indent, y + baseline),
  });
  const paragraph = (text: string, voice: Voice = BODY, indent = 0, gap = 2.5): Block[] => {
    const printed = printedText(text);
    if (printed === '') return [];
    const style = { role: voice.role, ink: voice.ink, size: Math.max(size * voice.scale, SMALLEST_SIZE) };
    const wrapped = wrap(printed, faceFor(style.role, printed), style.size, width - indent);
    if (wrapped.length <= MOST_LINES_TOGETHER) return [lines(wrapped, style, indent, gap)];
    return wrapped.map((line, at) => lines([line], style, indent, at === 0 ? gap : 0));
  };
  /** The first block carries a mark in the margin of its indent. */
  const numbered = (mark: string, text: string): Block[] =>
    paragraph(text, BODY, NUMBER_INDENT, 3).map((block, at) => ({
      ...block,
      draw: (x, y) => {
        const style: Style = { role: 'serif', size, ink: INK.gold };
        if (at === 0) setLine(doc, mark, style, x + NUMBER_INDENT - 6, y + baseline, 'right');
        block.draw(x, y);
      },
    }));
  return { heading, paragraph, numbered };
}

function learnerSection({ heading, paragraph }: Composer, facts: CertificateFacts): Block[] {
  const hours = `${HOURS_LABEL}: ${hoursText(facts.studyHundredths)}`;
  const issued = `issued on ${dayInWords(facts.issuedAt, facts.timeZone)}`;
  return [
    heading('learner'),
    ...paragraph(facts.learnerName, { ...BODY, scale: 1.12 }),
    ...paragraph(
      `${hours}, completed on ${dateInWords(facts.completedOn)}, ${issued} (dates in ${facts.timeZone}).`,
      NOTE,
      0,
      0,
    ),
  ];
}

function objectivesSection({ heading, numbered }: Composer, { objectives }: CertificateFacts): Block[] {
  if (objectives.length === 0) return [];
  return [
    heading('objectives: after this course the learner can'),
    ...objectives.flatMap((objective, at) => numbered(`${at + 1}`, objective)),
  ];
}

function contributorsSection({ heading, paragraph }: Composer, { contributors }: CertificateFacts): Block[] {
  if (contributors.length === 0) return [];
  const entries = contributors.map(({ role, name, credentials }) =>
    [`${role}: ${name}`, credentials].filter(Boolean).join(', '),
  );
  return [heading('contributors'), ...entries.flatMap((entry) => paragraph(entry))];
}

function courseSection({ heading, paragraph }: Composer, { course }: CertificateFacts): Block[] {
  return [
    heading('course'),
    ...paragraph(`${course.title} (${course.slug}), version ${course.version}`),
    ...paragraph(`${course.format}, ${languageName(course.language)}, ${course.level}`),
    ...paragraph(`Content ${course.contentHash}`, ADDRESS),
  ];
}

function organizationSection({ heading, paragraph }: Composer, { organization }: CertificateFacts): Block[] {
  return [
    heading('issuing organization'),
    ...paragraph(organization.legalName),
    ...paragraph(organization.address.join(', '), BODY, 0, 0),
    ...paragraph([organization.website, organization.email].filter(Boolean).join(', '), BODY, 0, 0),
  ];
}

function verificationSection({ heading, paragraph }: Composer, { number, verifyUrl }: CertificateFacts): Block[] {
  return [
    heading('how to verify'),
    ...paragraph(
      `Scan the code on page 1 or open the address below. The page shows whether certificate ${number} stands, ` +
        'and for which course, date and hours; type the name on this certificate to learn whether it matches.',
    ),
    ...paragraph(verifyUrl, { ...ADDRESS, ink: INK.navy }),
  ];
}

function statementsSection({ heading, paragraph }: Composer, { statements }: CertificateFacts): Block[] {
  if (statements.length === 0) return [];
  return [heading('statements'), ...statements.flatMap((statement) => paragraph(statement))];
}
