#!/usr/bin/env bash
# Checks the printable sheets of a course with tools that share no code with Attune.
# Usage: test/outside/kit.sh FOLDER, which `attune course kit DIR --out FOLDER --paper both` wrote.
# Prints one line per check, then "N passed, N failed"; exits non-zero when a check fails.
set -u
folder=${1:?usage: test/outside/kit.sh FOLDER}
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
[ -r "$folder/kit.pdf" ] || { echo "FAILED  $folder has no kit.pdf"; echo "0 passed, 1 failed"; exit 1; }

says() { grep -qF -- "$1" "$work/text"; }
on_every_page() { [ "$(grep -cF -- "$1" "$work/text")" -ge "$pages" ]; }
has_fields() { pdfinfo -struct "$1" | grep -q ' Form'; }

check_sheet() {
  local pdf=$1 name=$2 paper=$3
  check_paper "$pdf" "$name: " portrait "$paper"
  pages=$(pdfinfo "$pdf" | awk '/^Pages:/ { print $2 }')
  pdftotext -layout "$pdf" - | tr -s ' ' >"$work/text"
  check "$name: every page says that it is no therapy" on_every_page 'Education, not therapy.'
  check "$name: the last page knows its number" says "Page $pages of $pages"
}

for file in "$folder"/*.pdf; do
  name=$(basename "$file" .pdf)
  check_sheet "$file" "$name" a4
  check_sheet "$folder/letter/$name.pdf" "$name, letter" letter
done
pdftotext -layout "$folder/kit.pdf" - | tr -s ' ' >"$work/text"
check 'kit: lists its sheets' says 'Sheet For Page'
check 'kit: places to write are fields of a paper form' has_fields "$folder/kit.pdf"

conclude
