# Checks that papers share. Source it; it needs bash, and leaves `passed` and `failed`.
export LC_ALL=C
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

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

all_embedded() {
  pdffonts "$1" | tail -n +3 >"$work/fonts"
  # From the right: object, generation, uni, sub, emb.
  [ -s "$work/fonts" ] && awk '{ if ($(NF-4) != "yes" || $(NF-3) != "yes" || $(NF-2) != "yes") bad = 1 } END { exit bad }' "$work/fonts"
}
portrait_a4() { pdfinfo "$1" | grep -Eq '^Page size: +595\.28 x 841\.89'; }
portrait_letter() { pdfinfo "$1" | grep -Eq '^Page size: +612 x 792'; }
landscape_a4() { pdfinfo "$1" | grep -Eq '^Page size: +841\.89 x 595\.28'; }
tagged() { pdfinfo "$1" | grep -Eq '^Tagged: +yes'; }

# Usage: check_paper PDF [NAME [portrait [a4|letter]]]; NAME stands before each line.
check_paper() {
  check "${2:-}qpdf finds the file sound" qpdf --check "$1"
  check "${2:-}every font is embedded, subset and maps back to text" all_embedded "$1"
  check "${2:-}${4:-a4} ${3:-landscape}" "${3:-landscape}_${4:-a4}" "$1"
  check "${2:-}pdfinfo: tagged, with a title and a language" tagged "$1"
}

says_of_seal() { grep -qF -- "$1" "$work/seal"; }

# Usage: check_seal PDF [NAME]
check_seal() {
  local pdf=$1 name=${2:-}
  pdfsig -nocert "$pdf" >"$work/seal" 2>&1
  check "${name}pdfsig: one signature" bash -c "[ \$(grep -c '^Signature #' '$work/seal') -eq 1 ]"
  check "${name}pdfsig: the signature is valid" says_of_seal 'Signature Validation: Signature is Valid.'
  check "${name}pdfsig: the whole document is signed" says_of_seal 'Total document signed'
  check "${name}pdfsig: CAdES" says_of_seal 'ETSI.CAdES.detached'

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
  check "${name}openssl: the CMS signs these bytes, by its own authority" openssl cms -verify -cades -binary -purpose any \
    -CAfile "$work/certificates" -inform DER -in "$work/cms" -content "$work/signed" -out /dev/null
  openssl cms -cmsout -print -inform DER -in "$work/cms" >"$work/cms.text" 2>/dev/null
  check "${name}openssl: names its certificate (signing-certificate-v2)" grep -q 'id-smime-aa-signingCertificateV2' "$work/cms.text"
  check "${name}openssl: claims no time of its own (PAdES)" bash -c "! grep -q 'signingTime' '$work/cms.text'"
}

# Leaves the enclosed files in $work/enclosed. Usage: check_enclosed PDF [NAME]
check_enclosed() {
  rm -rf "$work/enclosed"
  mkdir "$work/enclosed"
  check "${2:-}pdfdetach: four files are enclosed" bash -c "pdfdetach -list '$1' | grep -q '^4 embedded files'"
  pdfdetach -saveall -o "$work/enclosed" "$1" >/dev/null 2>&1
  check "${2:-}the log proof is a C2SP proof" bash -c "head -n 1 '$work/enclosed/log-proof.txt' | grep -qx 'c2sp.org/tlog-proof@v1'"
}

# Ends with "N passed, N failed"; non-zero when a check failed.
conclude() {
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
}
