import { useEffect, useRef, useState } from 'preact/hooks';
import { useActing } from '../acting.ts';
import { ask } from '../ask.ts';
import { Result } from '../design/parts/result.tsx';
import { Status } from '../design/parts/status.tsx';
import { Fact } from '../desk/frame.tsx';
import { OpenCareRecord, type OpenCareRecordQuery } from '../graphql/generated.ts';
import { words } from '../words/words.ts';
import type { Person } from './names.ts';
import { isReadable } from './rules.ts';

type Intensive = Extract<OpenCareRecordQuery['node'], { __typename: 'Intensive' }>;
type Record = NonNullable<Intensive['careRecord']>;

/** What somebody submitted. It is asked for when the button is pressed, and then only once: the person sees each opening. */
export function Opening({ id, person }: { id: string; person: Person }) {
  const say = words.careDesk;
  const { busy, fault, done, run } = useActing(say);
  const [record, setRecord] = useState<Record | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (record === null) return;
    heading.current?.focus();
    // A browser may keep a page that was left as it stood.
    const close = () => setRecord(null);
    addEventListener('pagehide', close);
    return () => removeEventListener('pagehide', close);
  }, [record]);
  const open = async () => {
    const asked = { id, registration: person.registrationId };
    const { node } = await ask(OpenCareRecord, asked, { once: true });
    const found = node?.__typename === 'Intensive' ? node.careRecord : null;
    setRecord(found);
    return found === null ? say.takenBack : null;
  };
  return (
    <section class="verb" aria-labelledby="record">
      <h2 id="record" ref={heading} tabIndex={-1}>
        {say.record}
      </h2>
      {record !== null ? (
        <Opened record={record} close={() => setRecord(null)} />
      ) : !isReadable(person) ? (
        <p>{say.nothingSent}</p>
      ) : (
        <>
          <p>{say.openTold}</p>
          <Result fault={fault} done={done} />
          <p class="actions">
            <button type="button" aria-busy={busy} onClick={() => void run(open)}>
              {say.open}
            </button>
          </p>
        </>
      )}
    </section>
  );
}

function Opened({ record: { intake, jointPlan }, close }: { record: Record; close: () => void }) {
  const say = words.careDesk;
  return (
    <>
      <p class="note">{say.openedNow}</p>
      {intake === null ? <p>{say.noForm}</p> : <Intake intake={intake} />}
      <h3>{say.joint}</h3>
      {jointPlan === null ? <p>{say.noJoint}</p> : <p class="as-typed">{jointPlan}</p>}
      <p class="actions">
        <button type="button" class="quiet" onClick={close}>
          {say.close}
        </button>
      </p>
    </>
  );
}

function Intake({ intake }: { intake: NonNullable<Record['intake']> }) {
  const say = words.careDesk;
  const { goals, needs, channels, reachAt, reachWhen, doNotWrite, doNotLeaveMessage } = intake;
  const limits = [doNotWrite ? say.doNotWrite : null, doNotLeaveMessage ? say.doNotLeaveMessage : null];
  const said = limits.filter((one) => one !== null);
  return (
    <>
      <div class="box reach">
        <h3>{say.reach}</h3>
        {said.map((limit) => (
          <p key={limit}>
            <Status tone="bad">{limit}</Status>
          </p>
        ))}
        {said.length === 0 ? <p>{say.noLimits}</p> : null}
        <dl>
          <Fact term={say.ways}>
            {channels.length === 0 ? say.noWays : channels.map((one) => say.channels[one]).join(', ')}
          </Fact>
          <Fact term={say.reachAt}>
            <Written text={reachAt} />
          </Fact>
          <Fact term={say.reachWhen}>
            <Written text={reachWhen} />
          </Fact>
        </dl>
      </div>
      <h3>{say.goals}</h3>
      <Written text={goals} />
      <h3>{say.needs}</h3>
      <Written text={needs} />
    </>
  );
}

/** Words as they were typed. */
function Written({ text }: { text: string }) {
  return text === '' ? <p>{words.careDesk.leftEmpty}</p> : <p class="as-typed">{text}</p>;
}
