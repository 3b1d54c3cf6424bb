#!/bin/sh
# What every tool does alike when things go wrong.
cd "$(dirname "$0")" && . ./lib.sh

plan 42
printf '你好，世界。\n' >"$dir/in"
for tool in zhiconv zhclean zhgloss zhpunct zhpara zhfmt zhpipe; do
	check_fails "$tool: a full disk" "$tool '$dir/in' >/dev/full" 'No space left'
	check_fails "$tool: a missing file" "$tool '$dir/none'" 'No such file'
	check_fails "$tool: a directory" "$tool '$dir'" 'irectory'
	check_fails "$tool: an unknown option" "$tool --outptu=x" '--output'
	check_fails "$tool: bytes that are not UTF-8" "printf '\\377\\377' | $tool" "$tool"
	check "$tool: -o leaves the old file on failure" \
		"cp '$dir/in' '$dir/old'; ! $tool -o '$dir/old' '$dir/none' && cmp '$dir/in' '$dir/old'"
done
