import { useEffect, useRef, useState } from 'preact/hooks';
import { ask, UnansweredError } from '../ask.ts';
import { Missing } from '../design/parts/missing.tsx';
import { Text } from '../design/parts/text.tsx';
import { go } from '../go.ts';
import { Enroll, type EnrollMutation, type EnrollPageQuery } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { serious } from '../words/serious.ts';
import { words } from '../words/words.ts';
import { asWritten, langOf } from '../words/written.ts';
import './enroll.css';
import { changedItems, sampleOf } from './rules.ts';

type Course = Extract<EnrollPageQuery['node'], { __typename: 'Course' }>;
type Item = Course['disclosures']['items'][number];
type Purpose = 'CREDIT' | 'PERSONAL';
type Faults = Partial<Record<'purpose' | 'consent' | 'adult' | 'form', string>>;

/** /enroll/:course */
export function Page({ data: { node: course }, refresh }: Shown<EnrollPageQuery>) {
  const say = words.enroll;
  if (course?.__typename !== 'Course') return <Missing />;
  const { viewerEnrollment, retiredAt, format } = course;
  if (viewerEnrollment !== null)
    return (
      <Told
        title={say.already}
        text={say.other(words.enroll.purposes[viewerEnrollment.purpose] ?? '')}
        note={say.switchLater}
        href={`/learn/${encodeURIComponent(viewerEnrollment.id)}`}
        link={say.continueIt}
      />
    );
  const closed = retiredAt !== null ? say.retired : format.startsWith('LIVE_') ? say.live : null;
  if (closed !== null) return <Told title={say.title} text={closed} href="/" link={words.enroll.toCourses} />;
  return <Enrolling course={course} refresh={refresh} />;
}

function Told({
  title,
  text,
  note,
  href,
  link,
}: {
  title: string;
  text: string;
  note?: string;
  href: string;
  link: string;
}) {
  return (
    <section class="narrow">
      <h1>{title}</h1>
      <p class="lead">{text}</p>
      <p class="actions">
        <a class="action" href={href}>
          {link}
        </a>
      </p>
      {note === undefined ? null : <p class="note">{note}</p>}
    </section>
  );
}

function Enrolling({ course, refresh }: { course: Course; refresh: () => Promise<void> }) {
  const say = words.enroll;
  const [faults, setFaults] = useState<Faults>({});
  const [seen, setSeen] = useState<readonly Item[] | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"], .fault[role="alert"]')?.focus();
  }, [faults]);

  const submit = async () => {
    if (busy || form.current === null) return;
    const given = new FormData(form.current);
    const found = missing(given);
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    const input = {
      courseId: course.id,
      purpose: given.get('purpose') as Purpose,
      acceptedDisclosuresHash: course.disclosures.hash,
      adult: true,
    };
    try {
      const { enroll: answer } = await ask(Enroll, { input });
      if (answer?.__typename === 'DisclosuresChangedError') {
        setSeen(course.disclosures.items);
        await refresh();
        // Consent to other words is no consent to these.
        const box = form.current?.elements.namedItem('consent');
        if (box instanceof HTMLInputElement) box.checked = false;
        setFaults({ form: say.changed });
      } else follow(answer, setFaults);
    } catch (error) {
      setFaults({ form: (error instanceof UnansweredError && error.message) || words.enroll.failed });
    }
    setBusy(false);
  };

  const sample = sampleOf(course);
  const changed = seen === null ? [] : changedItems(course.disclosures.items, seen);
  return (
    <form
      class="enroll"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p class="eyebrow">{say.eyebrow}</p>
      <h1 data-title={say.title} lang={langOf(course.language)}>
        {course.title}
      </h1>
      {sample === null ? null : <p class="note">{say.samples[sample]}</p>}
      {course.planning === null ? null : <p class="note">{say.plan(course.planning.minutes)}</p>}
      <Purposes course={course} fault={faults.purpose ?? null} />
      <h2>{say.read}</h2>
      {course.disclosures.items.map((item) => (
        <Disclosure key={item.key} item={item} changed={changed.includes(item)} />
      ))}
      {faults.form === undefined ? null : (
        <p class="fault" role="alert" tabIndex={-1}>
          {faults.form}{' '}
          {changed.map(({ key, title }) => (
            <a key={key} href={`#disclosure-${key}`}>
              {title}
            </a>
          ))}
        </p>
      )}
      <Tick name="consent" label={serious.readAndAgreed} fault={faults.consent ?? null} />
      <Tick name="adult" label={serious.ofAge(course.minimumAge)} fault={faults.adult ?? null} />
      <p class="actions">
        <button type="submit" aria-busy={busy}>
          {say.start}
        </button>
      </p>
    </form>
  );
}

function missing(given: FormData): Faults {
  const say = words.enroll;
  return {
    ...(given.get('purpose') === null ? { purpose: say.choosePurpose } : {}),
    ...(given.get('consent') === null ? { consent: say.consentMissing } : {}),
    ...(given.get('adult') === null ? { adult: say.adultMissing } : {}),
  };
}

function follow(answer: EnrollMutation['enroll'], setFaults: (faults: Faults) => void): void {
  if (answer?.__typename === 'EnrollPayload') go(`/learn/${encodeURIComponent(answer.enrollment.id)}`, 'replace');
  else if (answer?.__typename === 'AlreadyEnrolledError')
    go(`/learn/${encodeURIComponent(answer.enrollmentId)}`, 'replace');
  else setFaults({ form: answer?.message ?? words.enroll.failed });
}

function Purposes({ course, fault }: { course: Course; fault: string | null }) {
  const say = words.enroll;
  const test = course.quizzes.find(({ kind }) => kind === 'POST_TEST');
  const asked = test?.passPercent == null ? null : say.test(test.draw, test.passPercent);
  const noHours = Number(course.hoursOfStudy) === 0;
  return (
    <fieldset aria-describedby={fault === null ? undefined : 'purpose-fault'}>
      <legend>{say.purpose}</legend>
      {fault === null ? null : (
        <p class="fault" id="purpose-fault">
          {fault}
        </p>
      )}
      <div class="purposes">
        {noHours ? (
          <p class="purpose note">{say.noHours}</p>
        ) : (
          <Purpose value="CREDIT" title={say.credit} asks={say.creditAsks(asked)} invalid={fault !== null} />
        )}
        <Purpose value="PERSONAL" title={say.personal} asks={say.personalAsks} invalid={fault !== null} />
      </div>
      <p class="note">{say.switchLater}</p>
    </fieldset>
  );
}

function Purpose({ value, title, asks, invalid }: { value: Purpose; title: string; asks: string; invalid: boolean }) {
  return (
    <label class="purpose choice">
      <input type="radio" name="purpose" value={value} aria-invalid={invalid} />
      <span>
        <strong>{title}</strong>
        <span class="asks">{asks}</span>
      </span>
    </label>
  );
}

/** One text that whoever enrolls reads. */
export function Disclosure({ item: { key, title, text }, changed }: { item: Item; changed: boolean }) {
  return (
    <section class="disclosure" aria-labelledby={`disclosure-${key}`} data-changed={changed}>
      <h3 id={`disclosure-${key}`}>
        <span lang={asWritten()}>{title}</span>{' '}
        {changed ? <span class="warn mark-changed">{words.enroll.isNew}</span> : null}
      </h3>
      <div lang={asWritten()}>
        <Text text={text} top={4} />
      </div>
    </section>
  );
}

/** A mark that has to be set. */
export function Tick({ name, label, fault }: { name: string; label: string; fault: string | null }) {
  return (
    <div>
      <label class="choice">
        <input
          type="checkbox"
          name={name}
          aria-invalid={fault !== null}
          aria-describedby={fault === null ? undefined : `${name}-fault`}
        />
        <span lang={asWritten()}>{label}</span>
      </label>
      {fault === null ? null : (
        <p class="fault" id={`${name}-fault`}>
          {fault}
        </p>
      )}
    </div>
  );
}
