import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { looker } from '../audit.ts';
import { journey, signInAs } from '../journey.ts';
import { beginner } from '../people.ts';
import { filesOf, importFiles, shortCourse } from '../shortCourse.ts';

const SLUG = 'recorded-course';
const CAPTION = 'I said it too sharply.';
const SPOKEN = 'Two people repair a sharp word.';
const FRAMES = 60;

/** Silence of a second and a half: frames of MPEG-1 layer III at 128 kbit and 44.1 kHz, which have 417 bytes each. */
function sound(): Buffer {
  const frame = Buffer.alloc(417);
  frame.set([0xff, 0xfb, 0x90, 0x64]);
  return Buffer.concat(Array.from({ length: FRAMES }, () => frame));
}

/** A film of a second and a half, recorded by the browser itself. */
async function film(page: Page): Promise<Buffer> {
  const inBase64 = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 180 });
    const brush = canvas.getContext('2d');
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm;codecs=vp8' });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    const over = new Promise((resolve) => {
      recorder.onstop = resolve;
    });
    recorder.start();
    for (let at = 0; at < 38; at += 1) {
      if (brush !== null) {
        brush.fillStyle = '#1c3557';
        brush.fillRect(0, 0, 320, 180);
        brush.fillStyle = '#f3e9d2';
        brush.fillRect(at * 8, 80, 20, 20);
      }
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    recorder.stop();
    await over;
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  });
  return Buffer.from(inBase64, 'base64');
}

async function importRecorded(page: Page): Promise<void> {
  const files = filesOf(shortCourse(SLUG));
  const module = [...files.keys()].find((path) => path.startsWith('modules/')) ?? '';
  files.set(module, `${files.get(module)}\n\n![A word](files/word.mp3)\n\n![A scene](files/scene.webm)\n`);
  files.set('files/word.mp3', sound());
  files.set('files/scene.webm', await film(page));
  files.set('files/scene.vtt', Buffer.from(`WEBVTT\n\n00:00:00.000 --> 00:00:10.000\n${CAPTION}\n`));
  for (const name of ['word', 'scene']) files.set(`transcripts/${name}.md`, `${SPOKEN}\n`);
  await importFiles(files);
}

/** Plays a recording as a reader does, to its end, and answers how far it came. */
async function playToEnd(page: Page, media: Locator): Promise<number> {
  await media.scrollIntoViewIfNeeded();
  await media.focus();
  await page.keyboard.press('Space');
  return media.evaluate(
    (one: HTMLMediaElement) =>
      new Promise<number>((resolve, reject) => {
        const told = () => resolve(one.currentTime);
        if (one.ended) told();
        one.onended = told;
        one.onerror = () => reject(new Error(one.error?.message ?? 'it does not play'));
      }),
  );
}

const slow = { longestMs: 90_000 };

journey('a sound and a film are played, with captions and their words', slow, async ({ page, context }) => {
  await page.goto('/safety');
  await importRecorded(page);
  const { email, enrollmentId } = await beginner('listens@example.org', SLUG);
  await signInAs(context, email);
  const { look, clean } = looker(page);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (/\/files\/\w+\.(mp3|webm)$/.test(request.url())) asked.push(request.url());
  });
  await page.goto(`/learn/${encodeURIComponent(enrollmentId)}/modules/1`);
  const [audio, video] = [page.locator('audio'), page.locator('video')];
  await video.scrollIntoViewIfNeeded();
  await look('before it plays');
  assert.deepEqual(asked, [], 'nothing is loaded before somebody plays it');

  assert.ok((await playToEnd(page, audio)) > 1);
  assert.ok((await playToEnd(page, video)) > 0.8);
  const shown = await video.evaluate((one: HTMLVideoElement) =>
    [...one.textTracks].map(({ kind, mode, cues }) => [
      ...[kind, mode, ...[...(cues ?? [])].map((cue) => (cue as VTTCue).text)],
    ]),
  );
  assert.deepEqual(shown, [['captions', 'showing', CAPTION]]);
  assert.equal(await page.getByText(SPOKEN).count(), 2);
  assert.equal(new Set(asked).size, 2);
  await look('played');
  clean();
});
