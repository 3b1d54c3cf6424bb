#!/bin/sh
cd "$(dirname "$0")" && . ./lib.sh

plan 2
check_same 'JSON is one object' "printf '甲\\n\\n乙\\n' | zhfmt -t json | tr -d '\\n'; echo" <<X
{"blocks":[{"kind":"paragraph","text":"甲"},{"kind":"paragraph","text":"乙"}]}
X
check_fails 'JSON takes one document' "zhfmt -t json '$root/README.md' '$root/NEWS.md'" 'zhfmt'
