import { openReader, type ReadCodes } from './reader.ts';
import { numberInCode } from './rules.ts';

/** How often a picture is looked at. */
const LOOK_MS = 200;
/** What ends the page, or hides it: the camera never runs unseen. */
const WAYS_OUT = ['pagehide', 'attune-leave'] as const;

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
  for (const way of WAYS_OUT) addEventListener(way, end, { signal });
  document.addEventListener('visibilitychange', () => document.hidden && end(), { signal });
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && end(), { signal });
  closer.addEventListener('click', end, { signal });
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false });
    const stop = () => {
      for (const track of stream.getTracks()) track.stop();
      video.srcObject = null;
    };
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    else {
      for (const track of stream.getTracks()) track.addEventListener('ended', end, { signal });
      video.srcObject = stream;
      sight.hidden = false;
      closer.focus();
      say(hold);
      await Promise.all([video.play(), look(video, await openReader(reader), signal, () => say(other))]);
    }
  } catch (error) {
    const denied = error instanceof DOMException && /NotAllowed|Security/.test(error.name);
    // Whoever ended it knows.
    if (!signal.aborted) say(denied ? refused : gone);
  }
  const wasOpen = !sight.hidden;
  end();
  sight.hidden = true;
  opener.hidden = false;
  if (status.textContent === hold) say('');
  if (wasOpen && document.hasFocus()) opener.focus();
}

/** Looks until the camera is ended, or a number was found. */
async function look(video: HTMLVideoElement, read: ReadCodes, signal: AbortSignal, isOther: () => void) {
  while (!signal.aborted) {
    const codes = await read(video);
    const number = codes.map((code) => numberInCode(code, location.origin)).find((found) => found !== null);
    if (signal.aborted) return;
    if (number !== undefined && number !== null) return location.assign(`/verify/${number}`);
    if (codes.length > 0) isOther();
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
