type CaptionFault = { line: number; message: string };

const TIME = String.raw`(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})`;
const TIMING = new RegExp(`^${TIME}[ \\t]+-->[ \\t]+${TIME}(?:[ \\t].*)?$`);
const MOST_CUES = 5_000;

const millis = ([hours = '0', minutes, seconds, thousandths]: (string | undefined)[]): number =>
  ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000 + Number(thousandths);

/**
 * What is wrong with captions (WebVTT): they begin with WEBVTT, and each cue has a time that ends after it begins, begins no
 * earlier than the one before, and says something. Styles are refused: they could load something.
 */
export function captionFaults(text: string): CaptionFault[] {
  const lines = text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n');
  if (!/^WEBVTT(?:[ \t].*)?$/.test(lines[0] ?? ''))
    return [{ line: 1, message: 'Begin captions with a line "WEBVTT".' }];
  const faults: CaptionFault[] = [];
  const fault = (index: number, message: string) => faults.push({ line: index + 1, message });
  let last = 0;
  let cues = 0;
  for (const [index, line] of lines.entries()) {
    if (/^STYLE\b/.test(line)) fault(index, 'Remove the styles; captions look as the reader set them.');
    if (!line.includes('-->')) continue;
    const [, ...times] = TIMING.exec(line) ?? [];
    if (times.length === 0) {
      fault(index, 'Write times as 00:01.500 --> 00:04.000.');
      continue;
    }
    const [from, to] = [millis(times.slice(0, 4)), millis(times.slice(4))];
    if (to <= from) fault(index, 'This caption ends before it begins.');
    if (from < last) fault(index, 'This caption begins before the one above it; put them in order.');
    if ((lines[index + 1] ?? '').trim() === '')
      fault(index, 'This caption says nothing; write its words below its times.');
    last = from;
    cues += 1;
  }
  if (cues === 0) fault(0, 'There is no caption; write times such as 00:01.500 --> 00:04.000, and the words below.');
  if (cues > MOST_CUES) fault(0, `There are more than ${MOST_CUES} captions; shorten the recording.`);
  return faults;
}
