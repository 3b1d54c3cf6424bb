#!/bin/sh
cd "$(dirname "$0")" && . ./lib.sh

plan 3
check 'each rule of --list does what its example shows' "zhpunct --list | while IFS='	' read -r id what before after source; do
	[ \"\$(printf '%s\\n' \"\$before\" | zhpunct -s cn)\" = \"\$after\" ] || { echo \"\$id\"; exit 1; }
done"
check_same '--check tells file, line, column and rule' "printf '好\\n你好,世界\\n' >'$dir/f'; cd '$dir'; zhpunct --check f | cut -d: -f1-4" <<X
f:2:3: width
X
check_same 'CR LF and a missing final newline stay' "printf '好,好\\r\\n好,好' | zhpunct | od -An -c | tail -n1 | tr -d ' ' | tail -c 2" <<X
$(printf '好' | od -An -c | tr -d ' ' | tail -c 2)
X
