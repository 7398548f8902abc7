import { Text } from '../design/parts/text.tsx';
import type { HelpNoticeFragment } from '../graphql/generated.ts';
import { dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';
import { asWritten } from '../words/written.ts';
import { countryOf, helpFor } from './rules.ts';
import { saidOnce, textedTo } from './services.ts';

/** Where to get help, beside the text and never behind a click: the reader's country first. */
export function Help({ notices, country }: { notices: readonly HelpNoticeFragment[]; country: string | null }) {
  const { near, others } = helpFor(notices, countryOf(country, navigator.languages));
  return (
    <aside class="help" id="help" aria-labelledby="help-title" tabIndex={-1}>
      <h2 id="help-title">{words.modules.help.title}</h2>
      <Notices notices={near} />
      {others.length === 0 ? null : (
        <details>
          <summary>{words.modules.help.others}</summary>
          <Notices notices={others} />
        </details>
      )}
    </aside>
  );
}

/** The services with their numbers; what all those of a country begin with is said once, above them. */
export function Notices({ notices }: { notices: readonly HelpNoticeFragment[] }) {
  const countries = Map.groupBy(notices, ({ country }) => country);
  return (
    <>
      {[...countries].map(([country, services]) => (
        <Country key={country} services={services} />
      ))}
    </>
  );
}

function Country({ services }: { services: readonly HelpNoticeFragment[] }) {
  const { first, rest } = saidOnce(services.map(({ text }) => text));
  return (
    <>
      {first === null ? null : (
        <p class="once" lang={asWritten()}>
          {first}
        </p>
      )}
      <ul class="notices">
        {services.map((notice, at) => (
          <li key={notice.title}>
            <Notice {...notice} text={rest[at] ?? ''} />
          </li>
        ))}
      </ul>
    </>
  );
}

const FACTS = ['for', 'hours', 'inWriting'] as const;

function Notice(notice: HelpNoticeFragment) {
  const say = words.modules.help;
  const { title, text, phone, url, checkedOn, checkedHow } = notice;
  return (
    <>
      <strong lang={asWritten()}>{title}</strong>
      {phone === null ? null : (
        <a class="phone" href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>
          {phone}
        </a>
      )}
      {FACTS.map((fact) =>
        notice[fact] === null ? null : (
          <p key={fact}>
            {say[fact]}{' '}
            <span lang={asWritten()}>{fact === 'inWriting' ? <Written text={notice[fact]} /> : notice[fact]}</span>
          </p>
        ),
      )}
      {text === '' ? null : (
        <div lang={asWritten()}>
          <Text text={text} />
        </div>
      )}
      <p class="note">
        {url === null ? null : (
          <a href={url} rel="noreferrer" aria-label={`${say.site}: ${title}`}>
            {say.site}
          </a>
        )}{' '}
        {say.checked(dayText(checkedOn), checkedHow)}
      </p>
    </>
  );
}

/** A number for text messages opens them; the word to send stays in the sentence. */
function Written({ text }: { text: string | null }) {
  const to = textedTo(text ?? '');
  if (to === null) return <>{text}</>;
  return (
    <>
      {to.before}
      <a href={`sms:${to.digits}`}>{to.number}</a>
      {to.after}
    </>
  );
}
