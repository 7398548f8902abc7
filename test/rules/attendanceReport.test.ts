import { describe, expect, test } from '@jest/globals';
import { type ReportRow, readRows } from '../../schema/attendance/rules/report/rows.ts';
import { readTable } from '../../schema/attendance/rules/report/table.ts';
import { type Encoding, readText } from '../../schema/attendance/rules/report/text.ts';
import type { DateOrder } from '../../schema/attendance/rules/report/wallTime.ts';

const SESSION = { startsAt: new Date('2027-03-13T17:00:00Z'), endsAt: new Date('2027-03-14T00:00:00Z') };
const LOS_ANGELES = 'America/Los_Angeles';
const now = new Date('2027-04-01T00:00:00Z');

type Asked = { timeZone?: string; order?: DateOrder | null; session?: typeof SESSION };
const rowsOf = (text: string, { timeZone = LOS_ANGELES, order = null, session = SESSION }: Asked = {}): ReportRow[] => {
  const table = readTable(text, {});
  if (!table.ok) throw new Error(table.because);
  const read = readRows(table.rows, { timeZone, order, session, now });
  if (!read.ok) throw new Error(`open: ${read.example}`);
  return read.rows;
};
const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
const short = (rows: readonly ReportRow[]) =>
  rows.map(({ name, address, joinedAt, leftAt }) => [name, address, iso(joinedAt), iso(leftAt)]);
const KIM = ['Kim Example', 'kim@example.org', '2027-03-13T17:02:11.000Z', '2027-03-13T18:40:00.000Z'];

describe('the text of a file', () => {
  const text =
    'Имя;Электронная почта;Время входа;Время выхода\r\nЮлия Пример;yu@example.org;13.03.2027 09:02;13.03.2027 10:40\r\n';
  const western =
    'Teilnehmer;E-Mail;Beitrittszeit;Austrittszeit\r\nJürgen Müller;jm@example.org;13.03.2027 09:02;13.03.2027 10:40\r\n';
  const cp1251 = (words: string) =>
    Buffer.from(
      [...words].map((one) => {
        const at = one.codePointAt(0) ?? 0;
        return at < 0x80 ? at : at - 0x410 + 0xc0;
      }),
    );
  const be = (words: string) => Buffer.from(words, 'utf16le').swap16();
  const table: [string, Buffer, Encoding, string][] = [
    ['UTF-8', Buffer.from(text), 'UTF_8', text],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`), 'UTF_8', text],
    ['UTF-16 LE with its mark', Buffer.from(`\ufeff${text}`, 'utf16le'), 'UTF_16LE', text],
    ['UTF-16 LE', Buffer.from(western, 'utf16le'), 'UTF_16LE', western],
    ['UTF-16 BE with its mark', be(`\ufeff${western}`), 'UTF_16BE', western],
    ['UTF-16 BE of Cyrillic', be(text), 'UTF_16BE', text],
    ['Windows-1252', Buffer.from(western, 'latin1'), 'WINDOWS_1252', western],
    ['Windows-1251', cp1251(text), 'WINDOWS_1251', text],
  ];
  test.each(table)('%s', (_, bytes, encoding, words) => {
    expect(readText(bytes, null)).toEqual({ ok: true, encoding, text: words });
    expect(rowsOf(words)).toMatchObject([{ faults: [], address: expect.stringMatching(/^(yu|jm)@/) }]);
  });

  test('what is declared counts where no mark speaks; what is no text is told apart', () => {
    expect(readText(Buffer.from('Jos\xe9', 'latin1'), 'WINDOWS_1251')).toMatchObject({ text: 'Josй' });
    expect(readText(Buffer.from('\ufeffJosé'), 'WINDOWS_1251')).toMatchObject({ text: 'José', encoding: 'UTF_8' });
    expect(readText(Buffer.from('Jos\xe9', 'latin1'), 'UTF_8')).toEqual({ ok: false, because: 'OTHER_ENCODING' });
  });

  const hex = (first: string, rest = '') => Buffer.concat([Buffer.from(first, 'hex'), Buffer.from(rest, 'latin1')]);
  /** The first entry of a ZIP, with a name and what is stored under it. */
  const zip = (name: string, stored = '') =>
    hex(
      `504b03041400000000000000210000000000000000000000000000${name.length.toString(16).padStart(2, '0')}000000`,
      name + stored,
    );
  const excelXml = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook></Workbook>';
  test.each<[string, Buffer, string]>([
    ['XLSX', Buffer.concat([zip('[Content_Types].xml'), zip('xl/workbook.xml')]), 'SPREADSHEET'],
    ['ODS', zip('mimetype', 'application/vnd.oasis.opendocument.spreadsheet'), 'SPREADSHEET'],
    ['XLS', hex('d0cf11e0a1b11ae1', '\0'.repeat(504)), 'SPREADSHEET'],
    ['a table of Excel as XML', Buffer.from(excelXml), 'SPREADSHEET'],
    ['a ZIP with the report in it', zip('report.csv', 'Name,Email'), 'ARCHIVE'],
    ['an empty ZIP', hex('504b0506', '\0'.repeat(18)), 'ARCHIVE'],
    ['gzip', hex('1f8b0800000000000003'), 'ARCHIVE'],
    ['PDF', Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'), 'PDF'],
    ['PDF behind a mark', Buffer.from('\ufeff\r\n%PDF-1.4\n'), 'PDF'],
    ['HTML', Buffer.from('\r\n<!DOCTYPE html><html><table><tr><td>Name'), 'PAGE'],
    ['HTML in UTF-16', Buffer.from('\ufeff<html><table>', 'utf16le'), 'PAGE'],
    ['PNG', hex('89504e470d0a1a0a', '\0\0\0\rIHDR'), 'NOT_TEXT'],
    ['bytes of nothing', Buffer.from('a\0b\0\0c', 'latin1'), 'NOT_TEXT'],
  ])('%s is told apart, whatever encoding is declared', (_, bytes, because) => {
    for (const declared of [null, 'UTF_8', 'WINDOWS_1252'] as const)
      expect(readText(bytes, declared)).toEqual({ ok: false, because });
  });
});

describe('a report', () => {
  const table: [string, string][] = [
    [
      'of Zoom, with the meeting above',
      `Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants
812,"Two days, of practice",03/13/2027 08:50:00 AM,03/13/2027 04:05:00 PM,host@example.org,435,30

Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest
Kim Example,Kim@Example.org,03/13/2027 09:02:11 AM,03/13/2027 10:40:00 AM,98,Yes
`,
    ],
    [
      'of Teams: the single times, not the first and last',
      `1. Summary
Meeting title\tTwo days
Attended participants\t1

2. Participants
Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole
Kim Example\t3/13/27, 9:02:11 AM\t3/13/27, 4:00:00 PM\t6h 57m 49s\tkim@example.org\tkim@example.org\tPresenter

3. In-Meeting Activities
Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole
Kim Example\t3/13/27, 9:02:11\u202fAM\t3/13/27, 10:40:00\u202fAM\t1h 37m 49s\tkim@example.org\tPresenter
`,
    ],
    [
      'of Meet: the clock alone, first and last name apart',
      `First name,Last name,Email,Duration,Time joined,Time exited
Kim,Example,kim@example.org,1 hr 37 min,9:02:11 AM,10:40:00 AM
`,
    ],
    [
      'of Webex: texts that stay texts',
      `="Attendee"\t="Email Address"\t="Join Time"\t="Leave Time"\n="Kim Example"\t="kim@example.org"\t="2027-03-13 09:02:11"\t="2027-03-13 10:40:00"\n`,
    ],
    [
      'with times that tell their offset',
      'name|email|joined|left\nKim Example|kim@example.org|2027-03-13T17:02:11Z|2027-03-13T12:40:00-06:00\n',
    ],
    [
      'with a duration',
      'sep=;\nName;E-Mail;Join Time;Duration\nKim Example;KIM@EXAMPLE.ORG;2027/03/13 9:02:11 am;1:37:49\n',
    ],
    [
      'in Spanish',
      'Nombre,Apellidos,Correo electrónico,Hora de entrada,Hora de salida\nKim,Example,kim@example.org,13/3/2027 9:02:11 a. m.,13/3/2027 10:40:00 a. m.\n',
    ],
    [
      'in French',
      'Nom complet;Adresse e-mail;Heure d’arrivée;Heure de départ\nKim Example;kim@example.org;13/03/2027 09:02:11;13/03/2027 10:40\n',
    ],
    [
      'in German',
      'Teilnehmer;E-Mail-Adresse;Beitrittszeit;Austrittszeit\nKim Example;kim@example.org;13.03.2027 09:02:11;13.03.2027 10:40\n',
    ],
    [
      'in Portuguese',
      'Nome do participante,E-mail do usuário,Hora de entrada,Hora de saída\nKim Example,kim@example.org,13/03/2027 09:02:11,13/03/2027 10:40\n',
    ],
    [
      'in Russian',
      'Имя участника;Адрес электронной почты;Время входа;Время выхода\nKim Example;kim@example.org;13.03.2027 09:02:11;13.03.2027 10:40\n',
    ],
    [
      'with months in words',
      'Name,User E-mail,Joined at,Left at\nKim Example,kim@example.org,"Mar 13, 2027 9:02:11 AM","Saturday, 13 March 2027 10:40"\n',
    ],
  ];
  test.each(table)('%s', (_, text) => {
    expect(short(rowsOf(text))).toEqual([KIM]);
  });

  test('of a webinar: every kind of guest, no titles, nobody who never came', () => {
    const head = 'Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes)';
    const row = (name: string) => `Yes,${name},${name}@example.org,Mar 13, 2027`;
    const at = ',2027-03-13 09:00:00,2027-03-13 10:00:00,60';
    const text = `Attendee Report\nHost Details\n${head}\nYes,Robin,robin@example.org${at}\nPanelist Details\n${head}\nYes,Ana,ana@example.org${at}\nAttendee Details\n${head}\nYes,Jo,jo@example.org${at}\nNo,Al,al@example.org,--,--,--\n`;
    expect(row('x')).toContain('x@');
    expect(rowsOf(text).map(({ name }) => name)).toEqual(['Robin', 'Ana', 'Jo']);
  });

  test('without a header that is known is refused with what was found', () => {
    const found = (text: string) => readTable(text, {});
    expect(found('Kim Example;kim@example.org\nJo;jo@example.org\n')).toEqual({
      ...{ ok: false, because: 'NO_HEADER', found: ['Kim Example', 'kim@example.org'] },
    });
    expect(found('Wer;Wann;Bis\nKim;1;2\n')).toMatchObject({ found: ['Wer', 'Wann', 'Bis'] });
    const declared = { NAME: 'wer', JOINED: 'Wann', LEFT: 'bis' };
    expect(readTable('Wer;Wann;Bis\nKim;1;2\n', declared)).toMatchObject({
      ok: true,
      delimiter: ';',
      headers: { NAME: 'Wer' },
    });
    expect(readTable('Name;Wann;Bis\nKim;1;2\n', declared)).toMatchObject({ because: 'NO_HEADER' });
    expect(found('')).toEqual({ ok: false, because: 'NO_HEADER', found: [] });
  });
});
