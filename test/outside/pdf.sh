#!/usr/bin/env bash
# Checks a certificate with tools that share no code with Attune (qpdf, poppler-utils).
# Usage: test/outside/pdf.sh FOLDER, which holds certificate.pdf and facts.json as stored.
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

for tool in qpdf pdffonts pdftotext pdfinfo node; do
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
  'hours of study (60 minutes)', `${f.studyHundredths / 100}`, `${day} ${months[month - 1]} ${year}`,
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
