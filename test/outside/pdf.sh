#!/usr/bin/env bash
# Checks a certificate with tools that share no code with Attune (qpdf, poppler-utils, openssl).
# Usage: test/outside/pdf.sh FOLDER, which holds certificate.pdf, credential.json, credential.jwt and facts.json.
# Prints one line per check, then "N passed, N failed"; exits non-zero when a check fails.
set -u
folder=${1:?usage: test/outside/pdf.sh FOLDER}
pdf=$folder/certificate.pdf
facts=$folder/facts.json
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
[ -r "$pdf" ] && [ -r "$facts" ] || { echo "FAILED  $folder needs certificate.pdf and facts.json"; echo "0 passed, 1 failed"; exit 1; }

check_paper "$pdf"
check_seal "$pdf"
check_enclosed "$pdf"
for file in credential.json credential.jwt; do
  check "the enclosed $file is the one that is served" cmp "$work/enclosed/$file" "$folder/$file"
done

pdfinfo -struct-text "$pdf" >"$work/aloud" 2>/dev/null
aloud_in_order() {
  node --input-type=commonjs - "$work/aloud" "$facts" <<'NODE'
const { readFileSync } = require('node:fs');
const [aloud, facts] = process.argv.slice(2);
const f = JSON.parse(readFileSync(facts, 'utf8'));
const bare = (text) => text.normalize('NFC').replace(/\s+/g, '');
const text = bare(readFileSync(aloud, 'utf8').replace(/"\s*\n\s*"/g, '').replace(/"/g, ''));
let from = 0;
const order = ['CertificateofCompletion', f.learnerName, f.course.title, `${f.studyHundredths / 100}`, f.number, ...f.objectives];
for (const part of order) {
  const at = text.indexOf(bare(part.replace(/"/g, '')), from);
  if (at < 0) { console.error(part); process.exit(1); }
  from = at + 1;
}
NODE
}
check 'pdfinfo: read aloud in order' aloud_in_order

# Reading order keeps columns together; white space is dropped because lines wrap where they must.
pdftotext "$pdf" - | tr -d '[:space:]' >"$work/text"
pdfinfo "$pdf" | tr -d '[:space:]' >"$work/info"

# One expected text per line, from the stored facts alone.
node --input-type=commonjs - "$facts" >"$work/expected" <<'NODE'
const f = JSON.parse(require('node:fs').readFileSync(process.argv[2], 'utf8'));
const months = 'January February March April May June July August September October November December'.split(' ');
const [year, month, day] = f.completedOn.split('-').map(Number);
const expected = [
  'Certificate of Completion', f.learnerName, f.course.title, f.course.slug, `version ${f.course.version}`,
  f.course.contentHash, f.course.format, f.course.level, f.number, f.verifyUrl,
  `${f.studyHundredths / 100} ${f.studyHundredths === 100 ? 'hour' : 'hours'} of study (60 minutes)`, `${day} ${months[month - 1]} ${year}`,
  f.organization.legalName, ...f.organization.address, f.organization.website, f.organization.email,
  ...f.objectives, ...f.statements,
  ...f.contributors.flatMap((c) => [c.role, c.name, c.credentials]),
  ...(f.signatory ? [f.signatory.name, f.signatory.title] : []),
  ...(f.assessment ? [`${f.assessment.passPercent}%`] : []),
  ...(f.specimen ? ['Specimen: this is not a record of study'] : []),
];
for (const text of expected) if (text) console.log(text.normalize('NFC').replace(/\s+/g, ' '));
NODE

says() { grep -qF -- "$(printf %s "$1" | tr -d '[:space:]')" "$work/text"; }
if [ -s "$work/expected" ]; then
  while IFS= read -r line; do check "says: $line" says "$line"; done <"$work/expected"
else
  check 'facts.json can be read' false
fi
# Its statements say that it confers no credit of an accrediting body.
no_other_unit() { ! pdftotext "$pdf" - | tr -s '[:space:]' ' ' | sed 's/no credit of an accrediting body//g' | grep -Eiqw 'credits?|CEUs?|contact hours?|clock hours?'; }
check 'no unit but hours of study' no_other_unit
names_title() { grep -qF -- "$(node -p "JSON.parse(require('node:fs').readFileSync('$facts','utf8')).course.title" | tr -d '[:space:]')" "$work/info"; }
check 'the title stands in the document information' names_title

conclude
