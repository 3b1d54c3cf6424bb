#!/bin/sh
cd "$(dirname "$0")" && . ./lib.sh

plan 7
printf 'a\n今天天气很好，我们去玩。\n' >"$dir/utf8"
iconv -f UTF-8 -t GBK "$dir/utf8" >"$dir/gbk"
check 'detects and converts' "zhiconv '$dir/gbk' | cmp - '$dir/utf8'"
check 'converts to another encoding' "zhiconv -t gbk '$dir/utf8' | cmp - '$dir/gbk'"
check_fails 'names the place of bytes that are no character' \
	"printf 'a\\n\\304\\343\\200\\377' | zhiconv -f gb18030" 'standard input:2:2: byte 4: 0x80 0xFF is not gb18030'
check_fails 'names the place of a character that the target lacks' \
	"printf '\\304\\343\\234\\201' | zhiconv -f gb18030 -t gb2312" ':1:2: byte 2: U+'
check_fails 'a character that is cut off is an error' "printf '\\304\\343\\272' | zhiconv -f gbk" '0xBA'
check_fails 'a name with a slash is refused' 'zhiconv -t gbk//IGNORE </dev/null' 'gbk//IGNORE'
check 'empty input, empty output' '[ -z "$(zhiconv </dev/null)" ]'
