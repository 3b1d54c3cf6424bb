#!/bin/sh
# Makes every generated table again and compares it with the one in the tree.
cd "$(dirname "$0")/.." || exit 1
ucd=/usr/share/unicode
echo 1..3
n=0
same() {
	n=$((n + 1))
	perl "$@" 2>&1 | cmp -s - "$table" && echo "ok $n - $table" || echo "not ok $n - $table"
}
table=lib/encoding/character_cost_table.c
same data/character_cost.pl data/han-frequency.tsv $ucd/Unihan_Variants.txt.bz2
table=lib/text/repair_table.c
same data/repairs.pl $ucd
table=lib/text/reading_table.c
same data/readings.pl $ucd/Unihan_Readings.txt.bz2 $ucd/Unihan_Variants.txt.bz2 data/han-frequency.tsv
