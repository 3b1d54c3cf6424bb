#!/bin/sh
# Includes point one way, and the library keeps no state, prints nothing and never exits.
cd "$(dirname "$0")/.." || exit 1
echo 1..4
n=0
none() {
	n=$((n + 1))
	found=$(eval "$2")
	[ -z "$found" ] && echo "ok $n - $1" || { echo "not ok $n - $1"; echo "$found" | sed 's/^/# /'; }
}
none 'core includes nothing of Chinese' "grep -nE '#include \"(text|block|emit|encoding)/' lib/core/*"
none 'encoding, text and block include no form, and not each other' \
	"grep -nE '#include \"(block|emit|encoding)/' lib/text/*; grep -nE '#include \"(text|emit|encoding)/' lib/block/*; grep -nE '#include \"(block|emit|text)/' lib/encoding/*"
none 'the library calls nothing that prints or exits' \
	"nm -u build/lib/libzh.a | grep -wE 'printf|fprintf|puts|exit|abort|perror|stdout|stderr'"
none 'the library has no writable data' \
	"nm build/lib/libzh.a | grep -E ' [BbDC] ' | grep -vE 'zh_(filter|filters|render|scan)'"
