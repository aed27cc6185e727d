# Runs a program in a session of its own and sees to it that nothing of it stays behind, however it
# or its home ends. The home holds the other end of standard input: when that closes, all ends.
#   supervise.sh SOCKET ARENA DIRECTORY COMMAND...
socket=$1 arena=$2 directory=$3
shift 3
# What the shell itself says of signals belongs to nobody.
exec 3<&0 </dev/null 4>&2 2>/dev/null

# The program's process group, and whoever has left it but carries the run's mark.
reap() {
  kill -9 "-$child" 2>/dev/null
  for file in $(grep -lzxF "SHAKETABLE_SOCKET=$socket" /proc/[0-9]*/environ 2>/dev/null); do
    file=${file#/proc/}
    kill -9 "${file%/environ}" 2>/dev/null
  done
}

SHAKETABLE_SOCKET=$socket setsid "$@" 3<&- 2>&4 4>&- &
child=$!
{
  read -r _ <&3
  reap
} &
watch=$!
exec 3<&- 4>&-
trap reap HUP INT TERM
wait "$child"
code=$?
reap
kill "$watch" 2>/dev/null
rm -rf "$arena" "$directory"
exit "$code"
