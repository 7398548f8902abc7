#!/usr/bin/env bash
# Checks the invoice, the credit note, the calendar file, the door list and the certificate of a training of the demo with tools that share no code with Attune.
# Usage: test/outside/intensive.sh FOLDER, which the demo wrote.
# Prints one line per check, then "N passed, N failed"; exits non-zero when a check fails.
set -u
folder=${1:?usage: test/outside/intensive.sh FOLDER}/intensive
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. test/outside/common.sh

says() { grep -qF -- "$1" "$work/text"; }
silent() { [ -s "$work/text" ] && ! grep -Eqi -- "$1" "$work/text"; }

# Usage: check_document NAME SENTENCE...
check_document() {
  local name=$1
  shift
  check_paper "$folder/$name.pdf" "$name: " portrait
  pdftotext -layout "$folder/$name.pdf" - | tr -s ' ' >"$work/text"
  for text in "$@"; do check "$name: says $text" says "$text"; done
  check "$name: shows no tax and calls itself no tax invoice" silent 'tax invoice|VAT|GST'
}

check_document invoice 'INV-000001' 'Rebuilding Trust: a day of practice' 'Total USD 240.00' 'Paid USD 240.00'
check_document credit-note 'CN-000001' 'Corrects INV-000001' 'Credited USD 60.00'

check_paper "$folder/door-list.pdf" 'door-list: ' portrait
pdftotext -layout "$folder/door-list.pdf" - | tr -s ' ' >"$work/text"
for text in 'Rebuilding Trust: two days of practice' 'Day 1 of 2: ' '09:00 to 12:30 (America/New_York, UTC-0' 'Expected: 1 person' 'Printed: ' \
  'No. Name In Out Signature' '1 Robin Example' 'Page 1 of 1'; do
  check "door-list: says $text" says "$text"
done
check 'door-list: has no address and no number of anybody' silent '@|registration'
pdfinfo "$folder/door-list.pdf" >"$work/text"
check 'door-list: its title is the day and the event' says ': Rebuilding Trust: two days of practice'
structured() { pdfinfo -struct-text "$folder/door-list.pdf" | tr -d '\n' | grep -Eq 'Table.*TR.*TH.*Signature.*TR.*TD.*1.*TH.*Robin Example'; }
check 'door-list: a table with heads, as screen readers walk it' structured

# The clocks change in the night between the two days: the offsets differ, the wall clock does not.
attended() {
  node - "$folder/attendance.json" <<'NODE'
const { minutes, attended, days } = JSON.parse(require('node:fs').readFileSync(process.argv[2]));
const wall = (at) => new Intl.DateTimeFormat('en-GB', { timeZone: 'America/New_York', timeStyle: 'short' }).format(new Date(at));
const offset = (at) => new Intl.DateTimeFormat('en', { timeZone: 'America/New_York', timeZoneName: 'longOffset' }).format(new Date(at)).split('GMT')[1];
const signed = days.map((day) => day.signed.map(({ kind, occurredAt }) => `${kind} ${wall(occurredAt)}`).join(', '));
const holds =
  minutes === 390 && attended === 330 &&
  signed[0] === 'IN 08:55, OUT 10:05, IN 10:20, OUT 12:30' && signed[1] === 'IN 09:00, OUT 11:45' &&
  offset(days[0].signed[0].occurredAt) !== offset(days[1].signed[0].occurredAt);
process.exit(holds ? 0 : 1);
NODE
}
check 'attendance: two days across a change of clocks, a rejoin and an early leave, by the minute' attended

# What those minutes earned, by a rule that credits each quarter of an hour of a part.
check_paper "$folder/certificate.pdf" 'certificate: '
check_seal "$folder/certificate.pdf" 'certificate: '
check_enclosed "$folder/certificate.pdf" 'certificate: '
check 'certificate: the enclosed credential is the one that is served' cmp "$work/enclosed/credential.json" "$folder/certificate.json"
check 'certificate: the credential has the amount of the paper' grep -Eq '"creditsEarned": ?5.5[,}]' "$folder/certificate.json"
pdftotext "$folder/certificate.pdf" - | tr -s '[:space:]' ' ' >"$work/text"
for text in 'Certificate of Completion' 'Robin Example' 'Rebuilding Trust: live practice' '5.50 CE credits' 'NAADAC' \
  '1.25 CE credits, Before any technique: safety' '1.75 CE credits, Pace and the body' '1.50 CE credits, Repair in small steps' \
  '1.00 CE credit, What is contested, and how to say so' 'Specimen: no such approval exists.' \
  'Online (Live online): ' 'Dates in America/New_York. Registration '; do
  check "certificate: says $text" says "$text"
done
check 'certificate: speaks of no other unit and of no hours of study' silent 'CEUs?|contact hours?|hours of study|least study'
adds_up() {
  node - "$folder/award.json" "$folder/attendance.json" <<'NODE'
const [award, { attended, days }] = process.argv.slice(2).map((file) => JSON.parse(require('node:fs').readFileSync(file)));
const sum = award.lines.reduce((total, { amount }) => total + Math.round(Number(amount) * 100), 0);
const counts = award.countsOn === days.at(-1).session.day;
process.exit(sum === Math.round(Number(award.amount) * 100) && sum * 60 <= attended * 100 && counts && award.certificate.specimen ? 0 : 1);
NODE
}
check 'award: its lines add up to it, to no more than was attended, and count on the last day of the place' adds_up

# ical.js reads what Attune wrote.
calendar() {
  node --input-type=module - "$folder/calendar.ics" "$1" <<'NODE'
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';
const [file, asked] = process.argv.slice(2);
const text = readFileSync(file, 'utf8');
const root = new ICAL.Component(ICAL.parse(text));
const [event, ...more] = root.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
const zone = event.startDate.zone.component?.getFirstPropertyValue('tzid');
const holds = {
  one: more.length === 0 && root.getFirstPropertyValue('method') === 'PUBLISH',
  zone: zone === 'America/New_York' && event.startDate.toString().endsWith('T09:00:00') && event.duration.toSeconds() === 12_600,
  moved: event.sequence >= 1 && event.component.getFirstPropertyValue('status') === 'CONFIRMED',
  folded: text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75) && !/[^\r]\n/.test(text),
};
process.exit(holds[asked] ? 0 : 1);
NODE
}
check 'calendar: one event, published' calendar one
check 'calendar: three and a half hours from nine, in a zone that the file defines' calendar zone
check 'calendar: the other date, confirmed' calendar moved
check 'calendar: lines end as they must and have at most 75 octets' calendar folded

refunded() { node -e "const [, f] = process.argv; const { paid, refunded } = JSON.parse(require('node:fs').readFileSync(f)); process.exit(paid.state === 'PAID' && refunded.state === 'PARTLY_REFUNDED' && refunded.refunded.words === 'USD 60.00' && refunded.places[0].state === 'CONFIRMED' ? 0 : 1)" "$folder/order.json"; }
check 'order: paid, then refunded in part, and the place stands' refunded
check 'journey: every step is on record' grep -q TransferRegistration "$folder/journey.json"

conclude
