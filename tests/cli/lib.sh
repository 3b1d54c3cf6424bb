# Sourced by every tests/cli/*.t: what a user sees, as TAP. A scratch folder $dir is the working directory's neighbour
# and goes away at the end; the tools are found in $ZH_BIN, or in build/bin.

tests=$(pwd)/..
root=$(cd "$tests/.." && pwd)
PATH=${ZH_BIN:-$root/build/bin}:$PATH
LC_ALL=C.UTF-8
export PATH LC_ALL
dir=$(mktemp -d)
trap 'chmod -R u+w "$dir"; rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
count=0

plan() {
	echo "1..$1"
}

# result STATUS NAME: one line of TAP, and what was captured where it failed.
result() {
	count=$((count + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $count - $2"
	else
		echo "not ok $count - $2"
		sed 's/^/# /' "$dir/.log"
	fi
}

# check NAME COMMAND: the command succeeds.
check() {
	(eval "$2") >"$dir/.log" 2>&1
	result $? "$1"
}

# check_same NAME COMMAND: the command succeeds and prints just what stands on standard input.
check_same() {
	cat >"$dir/.want"
	(eval "$2") >"$dir/.got" 2>"$dir/.log" </dev/null &&
		diff -u "$dir/.want" "$dir/.got" >>"$dir/.log"
	result $? "$1"
}

# check_status NAME STATUS COMMAND
check_status() {
	(eval "$3") >"$dir/.log" 2>&1
	status=$?
	echo "exit status $status" >>"$dir/.log"
	[ $status -eq "$2" ]
	result $? "$1"
}

# check_fails NAME COMMAND PART: exit status 2, and one line on standard error that holds PART.
check_fails() {
	(eval "$2") >/dev/null 2>"$dir/.log"
	status=$?
	lines=$(wc -l <"$dir/.log")
	grep -qF -e "$3" "$dir/.log" && [ $status -eq 2 ] && [ "$lines" -eq 1 ]
	failed=$?
	echo "exit status $status, $lines lines; wanted 2, 1 line with: $3" >>"$dir/.log"
	result $failed "$1"
}
