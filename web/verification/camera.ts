import { type LoadReader, openReader } from './reader.ts';
import { numberInCode } from './rules.ts';

/** How often a picture is looked at. */
const LOOK_MS = 200;
/** What ends the page, or hides it: the camera never runs unseen. */
const WAYS_OUT = ['pagehide', 'attune-leave'] as const;

type Seeing = { load: LoadReader; ended: AbortController; opened: () => void; found: (codes: string[]) => void };

/** Shows what the camera sees, and tells each code, until `ended`. Throws what the browser says where there is no camera, or none allowed. */
export async function see(video: HTMLVideoElement, { load, ended, opened, found }: Seeing): Promise<void> {
  const { signal } = ended;
  const end = () => ended.abort();
  for (const way of WAYS_OUT) addEventListener(way, end, { signal });
  document.addEventListener('visibilitychange', () => document.hidden && end(), { signal });
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false });
  const stop = () => {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  signal.addEventListener('abort', stop);
  if (signal.aborted) return stop();
  for (const track of stream.getTracks()) track.addEventListener('ended', end, { signal });
  video.srcObject = stream;
  opened();
  const [, read] = await Promise.all([video.play(), openReader(load)]);
  while (!signal.aborted) {
    const codes = await read(video);
    if (signal.aborted) return;
    if (codes.length > 0) found(codes);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/** Whether the person, or whoever set up the device, does not allow a camera. */
export function isDenied(error: unknown): boolean {
  return error instanceof DOMException && /NotAllowed|Security/.test(error.name);
}

/** Shows what the camera sees until it sees the code of a certificate, and goes to its page. `part` is the server's, with all words. */
export async function open(part: HTMLElement): Promise<void> {
  const [opener, sight, video, closer, status] = (['.open', '.sight', 'video', '.close', '[role=status]'] as const).map(
    (selector) => part.querySelector<HTMLElement>(selector),
  );
  if (!(video instanceof HTMLVideoElement) || !opener || !sight || !closer || !status) return;
  const { hold = '', other = '', refused = '', gone = '', reader = '' } = part.dataset;
  const say = (text: string) => {
    if (status.textContent !== text) status.textContent = text;
  };
  say('');
  opener.hidden = true;
  const ended = new AbortController();
  const { signal } = ended;
  const end = () => ended.abort();
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && end(), { signal });
  closer.addEventListener('click', end, { signal });
  const opened = () => {
    sight.hidden = false;
    closer.focus();
    say(hold);
  };
  const found = (codes: string[]) => {
    const number = codes.map((code) => numberInCode(code, location.origin)).find((one) => one !== null);
    if (number == null) return say(other);
    end();
    location.assign(`/verify/${number}`);
  };
  try {
    await see(video, { load: () => import(/* @vite-ignore */ reader), ended, opened, found });
  } catch (error) {
    // Whoever ended it knows.
    if (!signal.aborted) say(isDenied(error) ? refused : gone);
  }
  const wasOpen = !sight.hidden;
  end();
  sight.hidden = true;
  opener.hidden = false;
  if (status.textContent === hold) say('');
  if (wasOpen && document.hasFocus()) opener.focus();
}
