#!/bin/sh
cd "$(dirname "$0")" && . ./lib.sh

plan 2
check 'a line is a paragraph on a news page' "[ \"\$(zhpara '$root/demo/news-glossed.txt' | grep -c .)\" -eq 8 ]"
check_same 'a second run changes nothing' "zhpara '$root/demo/news-glossed.txt' | zhpara | cksum" <<X
$(zhpara "$root/demo/news-glossed.txt" | cksum)
X
