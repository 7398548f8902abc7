import type { ComponentChildren } from 'preact';
import { Text } from '../design/parts/text.tsx';
import { Notices } from '../enrollments/help.tsx';
import { countryOf } from '../enrollments/rules.ts';
import type { CareFormFragment } from '../graphql/generated.ts';
import { words } from '../words/words.ts';
import { asWritten, languageNow } from '../words/written.ts';
import { countryName, isAddress, servicesFor } from './rules.ts';

type Props = { form: CareFormFragment; country: string | null };

/** What everybody reads before the first question, whatever they answer, before and after. */
export function Told({ form, country }: Props) {
  const say = words.careForm;
  return (
    <>
      <Help form={form} country={country} />
      <h2>{say.whoReads}</h2>
      <dl>
        <Fact name={say.readers} lang={asWritten()}>
          {form.readers}
        </Fact>
        <Fact name={say.within}>{say.days(form.readWithinDays)}</Fact>
        <Fact name={say.clinician} lang={asWritten()}>
          {form.responsibleClinician}
        </Fact>
        <Fact name={say.country}>{countryName(form.country, languageNow())}</Fact>
        <Fact name={say.law} lang={asWritten()}>
          {form.law}
        </Fact>
        <Fact name={say.kept}>
          {say.keptFor(form.retentionDays)}
          {form.retentionLaw === null ? null : (
            <>
              {' '}
              {say.keptBy} <span lang={asWritten()}>{form.retentionLaw}</span>
            </>
          )}
        </Fact>
      </dl>
      <h2>{say.limits}</h2>
      <div lang={asWritten()}>
        <Text text={form.confidentialityLimits} />
      </div>
      <h2>{say.privacy}</h2>
      {isAddress(form.privacyNotice) ? (
        <p>
          <a href={form.privacyNotice.trim()} rel="noreferrer">
            {form.privacyNotice.trim()}
          </a>
        </p>
      ) : (
        <div lang={asWritten()}>
          <Text text={form.privacyNotice} />
        </div>
      )}
    </>
  );
}

type Said = { name: string; lang?: string | undefined; children: ComponentChildren };

const Fact = ({ name, lang, children }: Said) => (
  <div>
    <dt>{name}</dt>
    <dd lang={lang}>{children}</dd>
  </div>
);

type Helps = { form: Pick<CareFormFragment, 'country' | 'crisisServices'>; country: string | null };

/** That nobody reads it at once, and whom to call. */
export function Help({ form, country }: Helps) {
  const say = words.careForm;
  const { near, others } = servicesFor(form.crisisServices, [countryOf(country, navigator.languages), form.country]);
  return (
    <section class="box now" aria-labelledby="help-now">
      <h2 id="help-now">{say.emergency}</h2>
      <p>{say.notForEmergencies}</p>
      <Notices notices={near} />
      {others.length === 0 ? null : (
        <details>
          <summary>{words.modules.help.others}</summary>
          <Notices notices={others} />
        </details>
      )}
      <p class="note">{say.notCalled}</p>
    </section>
  );
}
