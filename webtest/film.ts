import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'qrcode';

const [WIDTH, HEIGHT] = [320, 240];
const QUIET_MODULES = 4;
/** How many pictures of each code, ten of them a second. */
const EACH = 15;

/** The picture of a code: brightness of each point, then gray. */
function picture(text: string): Buffer {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const whole = modules.size + 2 * QUIET_MODULES;
  const unit = Math.floor(HEIGHT / whole);
  const points = Buffer.alloc((WIDTH * HEIGHT * 3) / 2, 128);
  points.fill(235, 0, WIDTH * HEIGHT);
  for (let y = 0; y < modules.size * unit; y += 1)
    for (let x = 0; x < modules.size * unit; x += 1)
      if (modules.get(Math.floor(y / unit), Math.floor(x / unit)))
        points[(y + QUIET_MODULES * unit) * WIDTH + x + QUIET_MODULES * unit] = 16;
  return points;
}

/** A film of codes, one after the other and again, as a camera sees them. Answers its path; it is deleted at the end. */
export function filmOf(codes: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'attune-film-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const frames = codes.flatMap((code) => Array.from({ length: EACH }, () => [Buffer.from('FRAME\n'), picture(code)]));
  const path = join(folder, 'codes.y4m');
  writeFileSync(
    path,
    Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`), ...frames.flat()]),
  );
  return path;
}
