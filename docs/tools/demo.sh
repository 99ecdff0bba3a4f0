#!/usr/bin/env bash
# The whole way through cpx on the seed documents: a fresh temporary catalogue, no network.
# Usage: demo.sh [FOLDER WITH THE SEED DOCUMENTS]; runs the cpx that is first on PATH.
set -euo pipefail

seeds=${1:-seeds}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
export CPX_DB="$place/demo.db"

# Print a command as a person would type it, then run it. In a pipe cpx prints JSON, all of it: there the demo adds the
# options named first, which cut it down (- for none).
run() {
  local options=$1 word shown=''
  shift
  if [ ! -t 1 ] && [ "$options" != - ]; then read -ra options <<<"$options" && set -- "$@" "${options[@]}"; fi
  for word in "$@"; do
    case $word in *[\ \?]*) shown="$shown \"$word\"" ;; *) shown="$shown $word" ;; esac
  done
  printf '\n$ cpx%s\n' "$shown"
  cpx "$@"
}

echo "Four saved pages in $seeds become a catalogue, in a temporary file:"
run '--fields run,totals' ingest "$seeds"
run '--fields works,records,statements,tags' stats
run '--table --fields key,year,populations' search "power sharing" --limit 5
run '--table --fields role,text' ask "Why do hospital staff resist co-production?" --limit 3
run '--table --fields role,text' ask "What tensions do leaders of co-production meet?" --role finding --limit 2
run '--fields key,title,methods,populations,field_sources' show 10.1186/s43058-022-00385-0
printf '\n$ echo %s | cpx tag --stdin\n' "'{\"id\": \"1\", \"title\": \"Interviews with carers\"}'"
echo '{"id": "1", "title": "Interviews with carers"}' | cpx tag --stdin
run '--fields key' assign 10.1186/s43058-022-00385-0 "co-production" --why "it is what they led"
run - tag

cat <<'END'

That was a temporary catalogue: it is gone. To go on:
  cpx search "power sharing"        in the catalogue that comes with the project (catalogue.db)
  cpx init                          an empty catalogue of your own, in the folder you are in
  cpx add doi 10.1186/s12961-024-01130-w
  cpx ingest my-saved-pages/
  cpx --help
END
