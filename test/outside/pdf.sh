#!/usr/bin/env bash
# Checks a certificate with tools that share no code with Attune (qpdf, poppler-utils, openssl).
# Usage: test/outside/pdf.sh FOLDER, which holds certificate.pdf, credential.json, credential.jwt and facts.json.
# Prints one line per check, then "N passed, N failed"; exits non-zero when a check fails.
set -u
export LC_ALL=C
folder=${1:?usage: test/outside/pdf.sh FOLDER}
pdf=$folder/certificate.pdf
facts=$folder/facts.json
passed=0
failed=0

check() {
  local name=$1
  shift
  if "$@" >/dev/null 2>&1; then
    passed=$((passed + 1)); echo "ok      $name"
  else
    failed=$((failed + 1)); echo "FAILED  $name"
  fi
}

for tool in qpdf pdffonts pdftotext pdfinfo pdfsig pdfdetach openssl node; do
  command -v "$tool" >/dev/null || { echo "FAILED  $tool is not installed"; echo "0 passed, 1 failed"; exit 1; }
done
[ -r "$pdf" ] && [ -r "$facts" ] || { echo "FAILED  $folder needs certificate.pdf and facts.json"; echo "0 passed, 1 failed"; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

all_embedded() {
  pdffonts "$pdf" | tail -n +3 >"$work/fonts"
  # From the right: object, generation, uni, sub, emb.
  [ -s "$work/fonts" ] && awk '{ if ($(NF-4) != "yes" || $(NF-3) != "yes" || $(NF-2) != "yes") bad = 1 } END { exit bad }' "$work/fonts"
}
landscape_a4() { pdfinfo "$pdf" | grep -Eq '^Page size: +841\.89 x 595\.28'; }

check 'qpdf finds the file sound' qpdf --check "$pdf"
check 'every font is embedded, subset and maps back to text' all_embedded
check 'A4 landscape' landscape_a4

pdfsig -nocert "$pdf" >"$work/seal" 2>&1
says_of_seal() { grep -qF -- "$1" "$work/seal"; }
check 'pdfsig: one signature' bash -c "[ \$(grep -c '^Signature #' '$work/seal') -eq 1 ]"
check 'pdfsig: the signature is valid' says_of_seal 'Signature Validation: Signature is Valid.'
check 'pdfsig: the whole document is signed' says_of_seal 'Total document signed'
check 'pdfsig: CAdES' says_of_seal 'ETSI.CAdES.detached'

# The signature as openssl sees it: the bytes around it, and the CMS cut out of its place.
node --input-type=commonjs - "$pdf" "$work" <<'NODE'
const { readFileSync, writeFileSync } = require('node:fs');
const [pdf, work] = process.argv.slice(2);
const file = readFileSync(pdf);
const [, a, b, c, d] = file.toString('latin1').match(/\/ByteRange \[(\d+) +(\d+) +(\d+) +(\d+) *\]/).map(Number);
writeFileSync(`${work}/signed`, Buffer.concat([file.subarray(a, a + b), file.subarray(c, c + d)]));
const cms = Buffer.from(file.toString('latin1', b + 1, c - 1), 'hex');
const length = cms[1] < 128 ? 2 + cms[1] : 2 + (cms[1] & 127) + cms.readUIntBE(2, cms[1] & 127);
writeFileSync(`${work}/cms`, cms.subarray(0, length));
NODE
openssl pkcs7 -inform DER -in "$work/cms" -print_certs -out "$work/certificates" 2>/dev/null
check 'openssl: the CMS signs these bytes, by its own authority' openssl cms -verify -cades -binary -purpose any \
  -CAfile "$work/certificates" -inform DER -in "$work/cms" -content "$work/signed" -out /dev/null
openssl cms -cmsout -print -inform DER -in "$work/cms" >"$work/cms.text" 2>/dev/null
check 'openssl: names its certificate (signing-certificate-v2)' grep -q 'id-smime-aa-signingCertificateV2' "$work/cms.text"
check 'openssl: claims no time of its own (PAdES)' bash -c "! grep -q 'signingTime' '$work/cms.text'"

mkdir "$work/enclosed"
check 'pdfdetach: four files are enclosed' bash -c "pdfdetach -list '$pdf' | grep -q '^4 embedded files'"
pdfdetach -saveall -o "$work/enclosed" "$pdf" >/dev/null 2>&1
for file in credential.json credential.jwt; do
  check "the enclosed $file is the one that is served" cmp "$work/enclosed/$file" "$folder/$file"
done
check 'the log proof is a C2SP proof' bash -c "head -n 1 '$work/enclosed/log-proof.txt' | grep -qx 'c2sp.org/tlog-proof@v1'"

check 'pdfinfo: tagged, with a title and a language' bash -c "pdfinfo '$pdf' | grep -Eq '^Tagged: +yes'"
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
check 'no unit but hours of study' bash -c "! pdftotext '$pdf' - | grep -Eiqw 'credits?|CEUs?|contact hours?|clock hours?'"
names_title() { grep -qF -- "$(node -p "JSON.parse(require('node:fs').readFileSync('$facts','utf8')).course.title" | tr -d '[:space:]')" "$work/info"; }
check 'the title stands in the document information' names_title

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
