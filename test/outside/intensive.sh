#!/usr/bin/env bash
# Checks the invoice, the credit note and the calendar file of the demo with tools that share no code with Attune.
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
