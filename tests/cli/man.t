#!/bin/sh
# Every page is sound, and names every option that --help does.
cd "$(dirname "$0")" && . ./lib.sh

set -- "$root"/man/*.1
plan $(($# * 2 + 1))
check 'zhutils(7) is clean' "mandoc -T lint -W warning '$root/man/zhutils.7'"
for page; do
	tool=$(basename "$page" .1)
	check "$tool(1) is clean" "mandoc -T lint -W warning '$page'"
	check "$tool(1) has every option" "for o in \$($tool --help | grep -o -e ' --[a-z-]*' | cut -c4-); do
		grep -q -F -e \"Fl \\\\-\$o\" '$page' || { echo \$o; exit 1; }; done"
done
