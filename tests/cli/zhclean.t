#!/bin/sh
cd "$(dirname "$0")" && . ./lib.sh

plan 4
check_same 'every text is the same on a second run' \
	"printf 'م\\t\\342\\200\\256\\302\\205' | zhclean | zhclean" <<X
$(printf 'م\t\342\200\256\302\205' | zhclean)
X
check_status '--check finds' 1 "printf '你\\342\\200\\213好\\n' | zhclean --check"
check_status '--check finds nothing after a fix' 0 "printf '你\\342\\200\\213好\\n' | zhclean | zhclean --check"
check '--list names every rule' '[ "$(zhclean --list | wc -l)" -eq 12 ]'
