#!/bin/sh
cd "$(dirname "$0")" && . ./lib.sh

plan 3
check 'no gloss is left on a scraped page' "! zhgloss '$root/demo/news-glossed.txt' | grep -q '([a-z]*[^a-z)]*)'"
check '--explain tells the verdict' "zhgloss --explain '$root/demo/news-glossed.txt' 2>&1 >/dev/null | grep -q artefact"
check_same 'a gloss behind a gloss goes in one run' "echo '網(wǎng)(wǎng)信' | zhgloss --to=strip" <<X
網信
X
