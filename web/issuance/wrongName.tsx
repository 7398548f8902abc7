import { refusedIn, useActing } from '../acting.ts';
import { ask } from '../ask.ts';
import { Field } from '../design/parts/field.tsx';
import { Result } from '../design/parts/result.tsx';
import { AskForName, TakeNameBack } from '../graphql/generated.ts';
import { dayOf } from '../words/when.ts';
import { words } from '../words/words.ts';
import type { Held } from './shapes.ts';

type Props = { certificate: Held; take: (answer: unknown) => void };

/** The holder asks the organization for a corrected certificate, and sees what became of that. */
export function WrongName({ certificate, take }: Props) {
  const say = words.issuance;
  const { status, nameCorrection: request, printed, organization } = certificate;
  if (status === 'SUPERSEDED' || status === 'REVOKED') return null;
  return (
    <details open={request !== null && request.state !== 'WITHDRAWN'}>
      <summary>{say.wrongName}</summary>
      <p>{say.wrongNameHow}</p>
      {request?.state === 'OPEN' ? (
        <Waiting request={request} certificateId={certificate.id} take={take} />
      ) : (
        <>
          <Answered request={request} />
          <ol>
            {say.wrongNameSteps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <Ask certificate={certificate} take={take} />
        </>
      )}
      <p class="note">
        {say.orWrite} <a href={`mailto:${printed.organizationEmail}`}>{organization}</a>
      </p>
    </details>
  );
}

type Request = NonNullable<Held['nameCorrection']>;

function Answered({ request }: { request: Request | null }) {
  const say = words.issuance;
  if (request === null || request.state === 'OPEN') return null;
  return (
    <div class="box">
      <p>{say.nameState[request.state]}</p>
      {request.declinedBecause === null ? null : <blockquote>{request.declinedBecause}</blockquote>}
      <p>{say.askNameAgain}</p>
    </div>
  );
}

type WaitingProps = { request: Request; certificateId: string; take: Props['take'] };

function Waiting({ request, certificateId, take }: WaitingProps) {
  const say = words.issuance;
  const { busy, fault, run } = useActing(say);
  const back = () =>
    run(async () => {
      const { withdrawNameCorrection: answer } = await ask(TakeNameBack, { input: { certificateId } });
      const refused = refusedIn(answer);
      if (refused === null) take(answer);
      return refused?.message ?? null;
    });
  return (
    <>
      <p role="status">{say.askedName({ name: request.wantedName, day: dayOf(request.askedAt) })}</p>
      <Result fault={fault} done={null} />
      <p class="actions">
        <button type="button" class="quiet" aria-busy={busy} onClick={() => void back()}>
          {say.takeNameBack}
        </button>
      </p>
    </>
  );
}

function Ask({ certificate, take }: Props) {
  const say = words.issuance;
  const { busy, fault, run } = useActing(say);
  const send = (form: HTMLFormElement) =>
    run(async () => {
      const typed = new FormData(form);
      const [wantedName, reason] = ['wantedName', 'reason'].map((name) => String(typed.get(name) ?? ''));
      const input = { certificateId: certificate.id, wantedName: wantedName ?? '', reason: reason ?? '' };
      const { requestNameCorrection: answer } = await ask(AskForName, { input });
      const refused = refusedIn(answer);
      if (refused === null) take(answer);
      if (refused === null || answer === null || !('characters' in answer)) return refused?.message ?? null;
      return `${refused.message} ${say.undrawable(answer.characters)}`;
    });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send(event.currentTarget);
      }}
    >
      <Field
        label={say.wantedName}
        hint={say.wantedNameHint}
        name="wantedName"
        autocomplete="name"
        required
        maxLength={120}
        defaultValue={certificate.printedName ?? ''}
      />
      <Field label={say.wantedWhy} hint={say.wantedWhyHint} name="reason" required maxLength={500} />
      <Result fault={fault} done={null} />
      <p class="actions">
        <button type="submit" aria-busy={busy}>
          {say.askName}
        </button>
      </p>
    </form>
  );
}
