#!/bin/sh
# The output does not depend on how the input is cut into reads.
cd "$(dirname "$0")" && . ./lib.sh

plan 28
head -c 6000 "$root/demo/news-glossed.txt" >"$dir/in"
feed() {
	perl -e '$| = 1; binmode STDIN; while (read STDIN, my $b, $ARGV[0]) { syswrite STDOUT, $b; select undef, undef, undef, 0 }' "$1" <"$dir/in"
}
for tool in zhiconv zhclean zhgloss zhpunct zhpara 'zhfmt -t md' zhpipe; do
	$tool "$dir/in" >"$dir/want"
	for size in 1 3 7 4096; do
		check "$tool with reads of $size" "feed $size | $tool | cmp - '$dir/want'"
	done
done
