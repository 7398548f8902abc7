import { useState } from 'preact/hooks';
import { Requests } from '../accommodations/own.tsx';
import { Choice } from '../design/parts/choice.tsx';
import { Missing } from '../design/parts/missing.tsx';
import type { NeedsPageQuery } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { words } from '../words/words.ts';
import { CareFrame, Mailbox, Shared } from './frame.tsx';
import { Help } from './told.tsx';

/** /registrations/:id/needs: what somebody needs at a therapy event. It stands apart from the place, which they may show to others. */
export function Page({ data: { viewer, node: place }, take }: Shown<NeedsPageQuery>) {
  const say = words.needs;
  const [mailAnswer, setMailAnswer] = useState(false);
  if (viewer === null || place?.__typename !== 'Registration' || place.care === null) return <Missing />;
  const { form } = place.care;
  const wish = {
    mailAnswer,
    box: (
      <Choice
        {...{ type: 'checkbox', name: 'mailAnswer', label: say.mailMe, hint: say.mailMeHint }}
        checked={mailAnswer}
        onChange={setMailAnswer}
      />
    ),
    sent: mailAnswer ? words.accommodations.sent : say.sentQuietly,
    says: (mailed: boolean) => (mailed ? say.mailed : say.notMailed),
  };
  return (
    <CareFrame id={place.id} title={words.accommodations.title} lead={say.about}>
      {form === null ? null : <Help form={form} country={viewer.profile.country} />}
      <Mailbox />
      <Requests place={place} contact={place.intensive.organization} {...{ take, wish }} />
      <Shared />
    </CareFrame>
  );
}
