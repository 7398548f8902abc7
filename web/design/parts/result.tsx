import { Fault } from './fault.tsx';
/** What came of an act: a fault is said at once, that it is done when nothing else is being said. */
export function Result({ fault, done }: { fault: string | null; done: string | null }) {
  return (
    <>
      <p class="result" role="status">
        {done ?? ''}
      </p>
      <Fault text={fault} />
    </>
  );
}
