#!/bin/sh
cd "$(dirname "$0")" && . ./lib.sh

plan 6
text='今天天气很好，我们一起去公园玩。'
for encoding in UTF-8 GB18030; do
	printf %s "$text" | iconv -f UTF-8 -t $encoding >"$dir/$encoding"
	check_same "names $encoding" "zhdetect -e '$dir/$encoding'" <<X
$encoding
X
done
printf '今天天氣很好，我們一起去公園玩。' | iconv -f UTF-8 -t BIG5 >"$dir/Big5"
check_same 'names Big5' "zhdetect -e '$dir/Big5'" <<X
Big5
X
check_same 'names US-ASCII' 'echo abc | zhdetect -e' <<X
US-ASCII
X
check_fails 'random bytes are unknown' "printf '\\377\\200\\377\\201\\376\\200' | zhdetect" 'unknown'
check 'prints JSON' "zhdetect -j '$dir/Big5' | grep -q '\"encoding\":\"Big5\"'"
