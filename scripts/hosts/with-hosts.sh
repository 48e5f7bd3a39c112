#!/usr/bin/env bash
# Makes several hosts of this machine for as long as a command runs, which runs on the first: network namespaces, each with a network
# card eth0 of a given rate and delay, 10.77.0.1 for `server` and from .2 on for `worker1`, `worker2`, ... Needs root.
#
# usage: scripts/hosts/with-hosts.sh [OPTION...] COMMAND [ARGUMENT...]
#
#   --rate MBIT_S     of each host, in each direction (default: 100); 0 for no limit
#   --delay MS        from host to host, one way: a round trip takes twice as long (default: 20)
#   --workers N       hosts beside the server's (default: 3)
#   --links KIND      kernel: veth and a bridge, with tc's netem (tbf where there is no delay); relay: TUN devices and
#                     scripts/hosts/relay.c, for kernels without netem; by default the kernel's where it has them
#   --window SEGMENTS what TCP sends before the first acknowledgement, at the start and after a pause (default: 10, the kernel's)
#   --steady          TCP keeps its window over pauses
#
# For the command Open MPI is set such that `mpirun --host server,worker1 -n 2 PROGRAM` starts ranks on these hosts.
# TELEGRAD_LINKS names the links and what they were measured to do. TCP is CUBIC, whatever the machine's default.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=scripts/setup.sh
source "$here/../setup.sh"

rate=100 delay=20 workers=3 links='' window=10 steady=0
while [[ ${1-} == --* ]]; do
  case $1 in
    --steady)
      steady=1
      shift
      continue
      ;;
    --rate | --delay | --workers | --links | --window) (($# > 1)) || fail 64 "$1: expected a value" ;;
    *) fail 64 "$1: no such option; see the head of this script" ;;
  esac
  case $1 in
    --rate) rate=$2 ;;
    --delay) delay=$2 ;;
    --workers) workers=$2 ;;
    --links) links=$2 ;;
    --window) window=$2 ;;
  esac
  shift 2
done
(($# > 0)) || fail 64 "no command; see the head of this script"
is_number() { [[ $1 =~ ^[0-9]{1,6}(\.[0-9]{1,3})?$ ]]; }
is_number "$rate" || fail 64 "--rate $rate: expected Mbit/s, 0 to 999999"
is_number "$delay" || fail 64 "--delay $delay: expected milliseconds, 0 to 999999"
[[ $workers =~ ^[1-9][0-9]?$ ]] && ((workers < 64)) || fail 64 "--workers $workers: expected 1 to 63"
[[ $window =~ ^[1-9][0-9]{0,3}$ ]] || fail 64 "--window $window: expected 1 to 9999 segments"
case $links in '' | kernel | relay) ;; *) fail 64 "--links $links: expected kernel or relay" ;; esac
for program in ip tc unshare chrt cc; do
  command -v $program >/dev/null || fail 69 "$program is not installed (Debian: apt-get install iproute2 util-linux gcc)"
done
((EUID == 0)) || fail 77 "network namespaces need root"

names=(server)
for ((i = 1; i <= workers; i++)); do names+=("worker$i"); done
space() { echo "telegrad-$1"; } # HOST
for name in switch "${names[@]}"; do
  [[ ! -e /run/netns/$(space "$name") ]] || fail 75 "there is a network namespace $(space "$name"): another run's, or remove it (ip netns del)"
done

made=() background=() work=$(mktemp -d)
clean_up() {
  local name
  for ((i = ${#background[@]} - 1; i >= 0; i--)); do
    kill "${background[i]}" 2>/dev/null && wait "${background[i]}" 2>/dev/null || true
  done
  # Devices go with their namespaces.
  for name in "${made[@]}"; do ip netns del "$(space "$name")" || true; done
  rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

for name in switch "${names[@]}"; do
  ip netns add "$(space "$name")" || fail 71 "no network namespace can be made here"
  made+=("$name")
  ip -n "$(space "$name")" link set lo up
done
in_switch() { ip netns exec "$(space switch)" "$@"; }

# Whether the kernel has what the links need; else its own words.
has_discipline() { # KIND PARAMETER...
  in_switch tc qdisc replace dev lo root "$@" 2>"$work/refusal" || return 1
  in_switch tc qdisc del dev lo root
}

is_zero() { [[ $1 =~ ^[0.]+$ ]]; }
if is_zero "$delay"; then
  discipline=(tbf rate "${rate}mbit" burst 32kb limit 15000000)
else
  discipline=(netem limit 10000 delay "${delay}ms")
  is_zero "$rate" || discipline+=(rate "${rate}mbit")
fi
if is_zero "$delay" && is_zero "$rate"; then discipline=(pfifo limit 10000); fi
if [[ $links != relay ]] && has_discipline "${discipline[@]}"; then
  links=kernel
elif [[ $links == kernel ]]; then
  fail 69 "this kernel has no links of $rate Mbit/s and $delay ms: ${discipline[0]}: $(head -n 1 "$work/refusal")"
elif [[ $links == '' ]]; then
  echo "${0##*/}: ${discipline[0]}: $(head -n 1 "$work/refusal"): links by relay instead" >&2
  links=relay
fi

if [[ $links == kernel ]]; then
  in_switch ip link add bridge0 type bridge
  in_switch ip link set bridge0 up
  # The way down has the rate alone, and the queue of a switch.
  case ${discipline[0]} in
    netem) down=(netem limit 1000) ;;
    tbf) down=(tbf burst 32kb limit 1500000) ;;
    pfifo) down=(pfifo limit 1000) ;;
  esac
  is_zero "$rate" || down+=(rate "${rate}mbit")
  for i in "${!names[@]}"; do
    ip -n "$(space switch)" link add "port$i" type veth peer name eth0 netns "$(space "${names[i]}")"
    # Packets as they are on a wire, not many as one.
    ip -n "$(space switch)" link set "port$i" master bridge0 up gso_max_segs 1
    ip -n "$(space "${names[i]}")" link set eth0 gso_max_segs 1
    in_switch tc qdisc add dev "port$i" root "${down[@]}"
    ip netns exec "$(space "${names[i]}")" tc qdisc add dev eth0 root "${discipline[@]}"
  done
else
  [[ -c /dev/net/tun ]] || fail 69 "no /dev/net/tun, and no ${discipline[0]} in this kernel"
  cc -O2 -o "$work/relay" "$here/relay.c"
  # Before everything else, so that packets are on time.
  ip netns exec "$(space switch)" chrt --fifo 10 "$work/relay" "${#names[@]}" "$rate" "$delay" >"$work/ready" 2>"$work/relay.log" &
  background+=($!)
  for ((i = 0; i < 100; i++)); do
    if [[ -s $work/ready ]]; then break; fi
    kill -0 "${background[0]}" 2>/dev/null || break
    sleep 0.05
  done
  [[ -s $work/ready ]] || fail 71 "the relay did not start: $(<"$work/relay.log")"
  for i in "${!names[@]}"; do ip -n "$(space switch)" link set "tun$i" netns "$(space "${names[i]}")" name eth0; done
fi

for i in "${!names[@]}"; do
  own=$(space "${names[i]}") address=10.77.0.$((i + 1))
  ip -n "$own" address add "$address/24" dev eth0
  # A host's own queue loses nothing, for TCP does not send more than it takes; a TUN device would not tell it.
  ip -n "$own" link set eth0 txqueuelen 10000 up
  ip -n "$own" route replace 10.77.0.0/24 dev eth0 src "$address" congctl cubic initcwnd "$window" initrwnd "$window"
  if ((steady)); then ip netns exec "$own" sysctl -qw net.ipv4.tcp_slow_start_after_idle=0; fi
done

# Measures each worker's connection to the server.
cc -O2 -o "$work/probe" "$here/probe.c"
ip netns exec "$(space server)" chrt --fifo 5 "$work/probe" serve &
server=$!
background+=("$server")
sleep 0.2
summary="$links"
for name in "${names[@]:1}"; do
  IFS=$'\t' read -r trip speed < <(
    ip netns exec "$(space "$name")" chrt --fifo 5 "$work/probe" 10.77.0.1
  ) || fail 71 "$name does not reach the server"
  echo "${0##*/}: $name to server and back: $trip ms, $speed Mbit/s of data" >&2
  summary+="; $name $trip ms, $speed Mbit/s"
done
kill "$server"
wait "$server" 2>/dev/null || true

# Each host needs a name of its own: Open MPI takes processes of one name to share memory.
cat >"$work/agent" <<'AGENT'
#!/bin/bash
host=$1
shift
exec ip netns exec "telegrad-$host" unshare --uts bash -c 'hostname "$0"; exec bash -c "$*"' "$host" "$@"
AGENT
chmod +x "$work/agent"
export TELEGRAD_LINKS=$summary
export OMPI_MCA_plm_rsh_agent=$work/agent OMPI_MCA_oob_tcp_if_include=eth0 OMPI_MCA_btl=self,tcp \
  OMPI_MCA_btl_tcp_if_include=eth0
# In the background, so that a signal to this script ends it at once; a shell notes signals between commands.
ip netns exec "$(space server)" unshare --uts bash -c 'hostname server; exec "$@"' bash "$@" <&0 &
background+=($!)
wait $!
