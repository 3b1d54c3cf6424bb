#!/bin/sh
cd "$(dirname "$0")" && . ./lib.sh

plan 3
check_status 'no gloss is left on a scraped page' 0 "zhgloss '$root/demo/news-glossed.txt' | zhgloss --to=strip --check"
check '--explain tells the verdict' "zhgloss --explain '$root/demo/news-glossed.txt' 2>&1 >/dev/null | grep -q artefact"
check_same 'a gloss behind a gloss goes in one run' "echo '網(wǎng)(wǎng)信' | zhgloss --to=strip" <<X
網信
X
