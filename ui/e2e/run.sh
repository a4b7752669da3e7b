#!/bin/sh
# ui/e2e/run.sh [SCRIPT ...]: starts a demo of its own on free ports, runs the end-to-end suite against it, or the node
# script given, and stops it. LAMELLA_CUSTOMERS says how many customers the demo has.
cd "$(dirname "$0")/../.." || exit 1
log=ui/target/e2e-demo.log
until=2026-06-17T12:00:00Z
mkdir -p ui/target
# First, so that waiting for the demo is not waiting for a build.
./build --fresh || ./build --jars >&2 || exit 1
./lamella demo --port 0 --http-port 0 --until "$until" --customers "${LAMELLA_CUSTOMERS:-20000}" > "$log" 2>&1 &
demo=$!
# Only what was started here, whatever else runs on the machine.
trap 'kill $demo 2>/dev/null; wait $demo 2>/dev/null' EXIT
trap 'exit 1' INT TERM
base= target=
for _ in $(seq 1200); do
  base=$(sed -n 's/^console on \(http[^ ]*\).*/\1/p' "$log")
  target=$(sed -n 's/.*serves gRPC on \([^ ]*[0-9]\).*/\1/p' "$log")
  [ -n "$base" ] && [ -n "$target" ] && break
  kill -0 $demo 2>/dev/null || break
  sleep 0.5
done
if [ -z "$base" ] || [ -z "$target" ]; then
  echo "the demo did not start:" >&2
  cat "$log" >&2
  exit 1
fi
if [ $# -eq 0 ]; then set -- ui/e2e/run.mjs; fi
node "$@" --base "$base" --target "$target" --as-of "$until"
