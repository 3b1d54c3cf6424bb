#!/bin/sh
cd "$(dirname "$0")" && . ./lib.sh

plan 3
page=$root/demo/news-glossed.txt
check 'equals the pipeline of the shell' "zhpipe '$page' >'$dir/a';
	zhiconv '$page' | zhclean | zhpara | zhgloss | zhpunct | zhfmt -t md | cmp - '$dir/a'"
check 'no half-width mark is left between Han' "! zhpipe '$page' | grep -qP '\\p{Han}[,;]\\p{Han}'"
check 'no Han is lost' "[ \"\$(zhpipe '$page' | grep -oP '\\p{Han}' | wc -l)\" -eq \"\$(grep -oP '\\p{Han}' '$page' | wc -l)\" ]"
