/** What a column of a report may hold. */
export const REPORT_FIELDS = [
  'NAME',
  'FIRST_NAME',
  'LAST_NAME',
  'EMAIL',
  'CODE',
  'JOINED',
  'LEFT',
  'DURATION',
] as const;
export type ReportField = (typeof REPORT_FIELDS)[number];

/** No header is longer. */
const LONGEST_HEADER = 100;

/** A header without case, accents, punctuation and what stands in brackets. */
function comparableHeader(header: string): string {
  if (header.length > LONGEST_HEADER) return '';
  return header
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\([^()]*\)/gu, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** How well a column says when somebody was there: each time, or the first and last of a day, or the times of the meeting. */
type Rank = 0 | 1 | 2;
const NAMES: readonly [ReportField, Rank, string][] = [
  [
    'NAME',
    0,
    `name, user name, username, full name, participant, participant name, attendee, attendee name, display name, nombre,
    nombre completo, nombre de usuario, nombre del participante, participante, nom, nom complet, nom d’utilisateur,
    nom du participant, teilnehmer, teilnehmername, name des teilnehmers, benutzername, vollständiger name, nome, nome completo,
    nome de usuário, nome do participante, имя, фио, участник, имя участника, имя пользователя, полное имя`,
  ],
  ['FIRST_NAME', 0, 'first name, given name, prénom, vorname, primeiro nome'],
  [
    'LAST_NAME',
    0,
    'last name, surname, family name, apellido, apellidos, nom de famille, nachname, sobrenome, фамилия',
  ],
  [
    'EMAIL',
    0,
    `email, e-mail, mail, user email, user e-mail, email address, e-mail address, participant email, attendee email, correo,
    correo electrónico, dirección de correo electrónico, dirección de correo, correo electrónico del usuario, courriel,
    adresse e-mail, adresse email, adresse de courriel, adresse électronique, e-mail de l’utilisateur, e-mail-adresse,
    email-adresse, endereço de e-mail, endereço de email, e-mail do usuário, email do usuário, электронная почта,
    адрес электронной почты, эл. почта, почта, адрес эл. почты`,
  ],
  [
    'CODE',
    0,
    `registration id, registration, registration code, registration number, attendee code, código de registro, id de registro,
    id de inscripción, numéro d’inscription, code d’inscription, anmeldenummer, anmeldecode, código de inscrição,
    id de inscrição, код регистрации, номер регистрации`,
  ],
  [
    'JOINED',
    0,
    `join time, joined, joined at, joined time, time joined, check in, check-in time, sign in, sign-in time, hora de entrada,
    hora de ingreso, hora de incorporación, hora de unión, hora a la que se unió, heure d’arrivée, heure d’entrée,
    heure de connexion, heure de participation, beitrittszeit, beitrittszeitpunkt, beitritt, beigetreten, uhrzeit des beitritts,
    hora de ingresso, horário de entrada, horário de ingresso, время входа, время присоединения, время подключения`,
  ],
  [
    'JOINED',
    1,
    `first join, first join time, primera unión, primera entrada, première connexion, première arrivée, erster beitritt,
    erste teilnahme, primeira entrada, primeiro ingresso, первое присоединение, первый вход`,
  ],
  ['JOINED', 2, 'start time, start, hora de inicio, heure de début, startzeit, hora de início, время начала'],
  [
    'LEFT',
    0,
    `leave time, left, left at, left time, time left, time exited, exit time, check out, check-out time, sign out, sign-out time,
    hora de salida, hora a la que salió, heure de départ, heure de sortie, heure de déconnexion, austrittszeit, verlassenszeit,
    verlassen, uhrzeit des verlassens, zeitpunkt des verlassens, hora de saída, horário de saída, время выхода,
    время отключения`,
  ],
  [
    'LEFT',
    1,
    `last leave, last leave time, última salida, dernier départ, dernière sortie, letztes verlassen, letzter austritt,
    última saída, последний выход`,
  ],
  [
    'LEFT',
    2,
    'end time, end, hora de finalización, hora de fin, heure de fin, endzeit, hora de término, время окончания',
  ],
  [
    'DURATION',
    0,
    `duration, in-meeting duration, time in session, minutes, attended minutes, duración, duración en la reunión, durée,
    durée de la réunion, dauer, besprechungsdauer, duração, duração na reunião, продолжительность, длительность`,
  ],
];

const KNOWN = new Map(
  NAMES.flatMap(([field, rank, names]) => names.split(',').map((name) => [comparableHeader(name), { field, rank }])),
);

/** Names of columns as an organization declares them, by what they hold. */
export type DeclaredColumns = Partial<Record<ReportField, string>>;

/** A header that was understood: the place of each column, and how well it says who was there when. */
export type Header = { columns: ReadonlyMap<ReportField, number>; rank: Rank };

const WHO: readonly ReportField[] = ['EMAIL', 'CODE', 'NAME', 'FIRST_NAME', 'LAST_NAME'];
/** What no header that is known has: times and addresses do. */
const NO_HEADER = /[\d@]/;
/** No report has more columns that matter. */
const MOST_COLUMNS = 200;

/** Reads a line as the header of a table; null when it does not say who, when they joined, and when they left or for how long. */
export function headerOf(cells: readonly string[], declared: DeclaredColumns): Header | null {
  const wanted = new Map(
    Object.entries(declared).map(([field, name]) => [comparableHeader(name), field as ReportField]),
  );
  const columns = new Map<ReportField, { at: number; rank: Rank }>();
  for (const [at, cell] of cells.slice(0, MOST_COLUMNS).entries()) {
    if (wanted.size === 0 && NO_HEADER.test(cell)) continue;
    const header = comparableHeader(cell);
    const declaredAs = wanted.get(header);
    const known = declaredAs === undefined ? KNOWN.get(header) : { field: declaredAs, rank: 0 as const };
    if (known === undefined || (declaredAs === undefined && declared[known.field] !== undefined)) continue;
    const before = columns.get(known.field);
    if (before === undefined || known.rank < before.rank) columns.set(known.field, { at, rank: known.rank });
  }
  if (Object.keys(declared).some((field) => !columns.has(field as ReportField))) return null;
  const [joined, left] = [columns.get('JOINED'), columns.get('LEFT') ?? columns.get('DURATION')];
  if (joined === undefined || left === undefined || !WHO.some((field) => columns.has(field))) return null;
  return {
    columns: new Map([...columns].map(([field, { at }]) => [field, at])),
    rank: Math.max(joined.rank, left.rank) as Rank,
  };
}
