import { useEffect, useRef, useState } from 'preact/hooks';
import { whenLeaving } from '../leave.ts';
import { words } from '../words/words.ts';

/** Reads codes by the camera. What does so is loaded when it is used. */
export function Camera({ onCode }: { onCode: (code: string) => void }) {
  const say = words.attendance;
  const [open, setOpen] = useState(false);
  const [told, setTold] = useState('');
  const video = useRef<HTMLVideoElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const tell = useRef(onCode);
  tell.current = onCode;
  useEffect(() => {
    if (!open || video.current === null) return;
    const ended = new AbortController();
    ended.signal.addEventListener('abort', () => setOpen(false));
    const stay = whenLeaving(() => ended.abort());
    const found = ([code]: string[]) => {
      if (code !== undefined) tell.current(code);
    };
    void look(video.current, ended, { opened: () => setTold(say.cameraHold), found }).then((fault) => {
      setTold(fault === null ? '' : say[fault]);
      if (fault !== null) ended.abort();
    });
    return () => {
      stay();
      ended.abort();
    };
  }, [open]);
  if (navigator.mediaDevices === undefined) return null;
  return (
    <div class="camera">
      <p class="actions">
        <button ref={button} type="button" class={open ? 'quiet' : ''} onClick={() => setOpen(!open)}>
          {open ? say.stopCamera : say.camera}
        </button>
      </p>
      {open ? <video ref={video} muted playsInline aria-label={say.cameraSees} /> : null}
      <p class="note" role="status">
        {told}
      </p>
    </div>
  );
}

type Seen = { opened: () => void; found: (codes: string[]) => void };

/** Looks until it is ended; answers why it could not. */
async function look(video: HTMLVideoElement, ended: AbortController, seen: Seen) {
  const camera = await import('../verification/camera.ts').catch(() => null);
  if (camera === null) return 'cameraGone';
  try {
    await camera.see(video, { load: () => import('../verification/qr.ts'), ended, ...seen });
    return null;
  } catch (error) {
    if (ended.signal.aborted) return null;
    return camera.isDenied(error) ? 'cameraRefused' : 'cameraGone';
  }
}
