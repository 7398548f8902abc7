#!/usr/bin/env bash
# Checks the certificates of accrediting bodies and the transcripts of the demo with tools that share no code with Attune.
# Usage: test/outside/credit.sh FOLDER, which the demo wrote.
# Prints one line per check, then "N passed, N failed"; exits non-zero when a check fails.
set -u
folder=${1:?usage: test/outside/credit.sh FOLDER}
credit=$folder/credit
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# White space is dropped because lines wrap where they must.
read_text() { pdftotext "$1" "$work/words" && tr -d '[:space:]' <"$work/words" >"$work/text"; }
times() { grep -oF -- "$(printf %s "$1" | tr -d '[:space:]')" "$work/text" | wc -l; }
says() { [ "$(times "$1")" -ge 1 ]; }
says_once() { [ "$(times "$1")" -eq 1 ]; }
has_no_word() { [ -s "$work/words" ] && ! grep -Eiqw -- "$1" "$work/words"; }

# Usage: check_award NAME AMOUNT FORBIDDEN SENTENCE...
check_award() {
  local name=$1 amount=$2 forbidden=$3 pdf=$credit/$1.pdf
  shift 3
  check_paper "$pdf" "$name: "
  check_seal "$pdf" "$name: "
  check_enclosed "$pdf" "$name: "
  check "$name: the enclosed credential is the one that is served" cmp "$work/enclosed/credential.json" "$credit/$name.json"
  check "$name: the credential has the amount of the paper" grep -Eq "\"creditsEarned\": ?$amount[,}]" "$credit/$name.json"
  read_text "$pdf"
  for text in "$@"; do check "$name: says $text" says "$text"; done
  check "$name: says once that no such approval exists" says_once 'Specimen: no such approval exists.'
  check "$name: speaks of no other unit" has_no_word "$forbidden"
  check "$name: gives no code for a place where a board has a name" has_no_word 'US-[A-Z]{2}'
}

check_award ca-lmft 1 'CEUs?|contact hours?' \
  '1 hour of continuing education' 'California Board of Behavioral Sciences, license number LMFT 000000' \
  'Specimen: no such approval exists. CAMFT-Approved Continuing Education Provider #SPECIMEN-CAMFT'
check_award ny-lcsw 1.25 'CEUs?' \
  '1.25 contact hours' 'license number 000000-01' \
  "Specimen: no such approval exists. Sample Institute for Relational Practice (fictional) is recognized by the New York State Education Department's State Board for Social Work as an approved provider of continuing education for licensed social workers #SPECIMEN-NYSED-SOCIAL-WORK."

check 'nzac: the plain certificate' cmp "$credit/nzac.pdf" "$folder/certificate.pdf"
check 'nzac: its credential' cmp "$credit/nzac.json" "$folder/credential.json"

# Usage: check_transcript NAME TEXT...
check_transcript() {
  local name=$1 pdf=$credit/$1.pdf
  shift
  check_paper "$pdf" "$name: "
  read_text "$pdf"
  for text in "$@" 'Better After Betrayal' 'Specimen, never counts'; do check "$name: says $text" says "$text"; done
  check "$name: shows no license number" has_no_word '0{5,}'
  check "$name.csv: the course, which does not count" grep -q 'Better After Betrayal.*SPECIMEN' "$credit/$name.csv"
}

check_transcript transcript 'California Board of Behavioral Sciences' 'Total: 0.00 hours of continuing education'
check_transcript transcript-ny-lcsw 'Office of the Professions' 'Total: 0.00 contact hours'
check_transcript transcript-nzac 'New Zealand Association of Counsellors (NZAC)' 'Total: 0.00 hours of study'

conclude
