#!/usr/bin/env bash
# Measures rounds of trainings between hosts of this machine, which should be quiet (scripts/hosts/with-hosts.sh; as root), and makes
# dsc-fig05-timing anew from them: writes data/reference/dsc-fig05-hosts.tsv, data/reference/ID-smoke.tsv and figures/ID.*.
# docs/hosts.md shows numbers of the table; a test says where it differs. Takes ten minutes.
#
# usage: scripts/measure-hosts.sh [--rounds N] [--repetitions N] [--rate MBIT_S] [--delay MS] [--no-build] [FILE]
#
#   FILE            only the table, written there
#   --rounds N      rounds that are counted in each training (default: 30)
#   --repetitions N trainings of each codec over links that are as they are by default, in turn (default: 3)
#   --rate, --delay these links (default: 100 and 20)
#
# Pictures are MNIST where $TELEGRAD_DATA is a folder that has them, else embedded ones.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/setup.sh
source scripts/setup.sh

rounds=30 repetitions=3 rate=100 delay=20 build=1 table=''
while (($# > 0)); do
  case $1 in
    --no-build)
      build=0
      shift
      ;;
    --rounds | --repetitions | --rate | --delay)
      (($# > 1)) || fail 64 "$1: expected a value"
      printf -v "${1#--}" %s "$2"
      shift 2
      ;;
    -*) fail 64 "$1: no such option; see the head of this script" ;;
    *)
      [[ -z $table ]] || fail 64 "$1: one table"
      table=$1
      shift
      ;;
  esac
done
[[ $rounds =~ ^[1-9][0-9]{0,4}$ ]] && ((rounds > 1)) || fail 64 "--rounds $rounds: expected 2 to 99999"
[[ $repetitions =~ ^[1-9][0-9]?$ ]] || fail 64 "--repetitions $repetitions: expected 1 to 99"
command -v mpirun >/dev/null || fail 69 "mpirun is not installed (Debian: apt-get install libopenmpi-dev openmpi-bin)"
((EUID == 0)) || fail 77 "network namespaces need root"

# Rounds before those that are counted: DSC begins uncoded, TCP with small windows.
warm=10
codecs=(uncoded signs co3-fp4 dsc)
work=$(mktemp -d)
hosts=''
trap 'if [[ -n $hosts ]] && kill "$hosts" 2>/dev/null; then wait "$hosts" || true; fi; rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
if ((build)); then swift build "${build_flags[@]}" --product telegrad-train >&2; fi
train=$build_folder/telegrad-train
[[ -x $train ]] || fail 66 "$train is not built"

# A step as small as that keeps every round an early one, for which the rates of the figure are.
options=(
  --model mlp --workers 3 --rounds $((rounds + warm + 1)) --set batch_size=128 --set learning_rate=1e-6 --set tests=1
  --checkpoint-every 100000 --fresh --jobs 1 --quiet --data "${TELEGRAD_DATA:-embedded}"
)

# Trains with each codec in turn, as often as asked, over links as with-hosts.sh makes them; leaves traces in $work/SETTING.
measure() { # SETTING TIMES MCA_PARAMETERS WITH_HOSTS_OPTION...
  local setting=$1 times=$2 parameters=$3
  shift 3
  # shellcheck disable=SC2016  # for the shell on the hosts
  scripts/hosts/with-hosts.sh "$@" bash -c '
    set -euo pipefail
    folder=$1 times=$2 train=$3 parameters=$4 codecs=$5
    shift 5
    mkdir -p "$folder"
    echo "$TELEGRAD_LINKS" >"$folder/links"
    for ((i = 1; i <= times; i++)); do
      for codec in $codecs; do
        mkdir -p "$folder/$codec-$i"
        # shellcheck disable=SC2086  # words
        mpirun --allow-run-as-root --bind-to none --host server,worker1,worker2,worker3 -n 4 $parameters \
          "$train" --codec "$codec" "$@" --output "$folder/$codec-$i/points.tsv" --trace "$folder/$codec-$i" 2>"$folder/said" ||
          { cat "$folder/said" >&2; exit 1; }
        echo "${folder##*/}: $codec ($i of $times)" >&2
      done
    done' bash "$work/$setting" "$times" "$PWD/$train" "$parameters" "${codecs[*]}" "${options[@]}" &
  hosts=$!
  wait "$hosts"
  hosts=''
}

# The line of each codec.
lines() { # SETTING RATE DELAY
  local codec
  for codec in "${codecs[@]}"; do
    awk -f scripts/hosts/rounds.awk -v codec="$codec" -v setting="$1" -v rate="$2" -v delay="$3" -v warm=$warm \
      "$work/$1/$codec"-*/rank-*.tsv
  done
}

whole='--mca btl_tcp_eager_limit 1000000 --mca btl_tcp_rndv_eager_limit 1000000 --mca btl_tcp_max_send_size 1000000'
links=(--rate "$rate" --delay "$delay")
measure default "$repetitions" '' "${links[@]}"
measure steady 1 '' "${links[@]}" --steady
measure whole 1 "$whole" "${links[@]}" --steady
measure near 1 '' --rate "$rate" --delay 0
measure fast 1 '' --rate 0 --delay "$delay"

pictures=$(awk -F '\t' 'NR == 2 { print $NF }' "$work/default/signs-1/points.tsv")
processor=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)
{
  cat <<HEAD
# Rounds between four hosts of one machine, network namespaces: a server and three workers, each on its own. Means over $rounds rounds
# of each training, the first $warm left out, and the standard error of round_s.
# MLP 784-200-200-10, 199210 elements, $pictures, batches of 128, a step of 1e-6, which keeps every round an early one. One thread a
# rank, Open MPI $(mpirun --version | sed -n 's/^mpirun (Open MPI) //p') over TCP (CUBIC).
# link_mbit_s: of each host, in each direction. latency_ms: from host to host, one way; a round trip takes twice that.
# Settings: default; steady: TCP keeps its window over pauses; whole: and Open MPI sends every message at once, without asking
# first; near: no latency; fast: no limit of the rate.
# default links, there and back and data: $(<"$work/default/links").
# Machine: ${processor:-unknown}, $(nproc) processors, load $(cut -d ' ' -f 1 /proc/loadavg) at the end, nice $(nice).
# Date: $(date +%F)
# Command: scripts/measure-hosts.sh --rounds $rounds --repetitions $repetitions --rate $rate --delay $delay
HEAD
  printf '%s\t' codec setting link_mbit_s latency_ms workers rounds round_s round_error_s model_s server_s gradient_s encode_s \
    uplink_bit downlink_bit
  echo requests
  lines default "$rate" "$delay"
  lines steady "$rate" "$delay"
  lines whole "$rate" "$delay"
  lines near "$rate" 0
  lines fast inf "$delay"
} >"$work/table"
if [[ -n $table ]]; then
  mv "$work/table" "$table"
  exit
fi
mv "$work/table" data/reference/dsc-fig05-hosts.tsv
id=dsc-fig05-timing
if ((build)); then swift build "${build_flags[@]}" --product $id >&2; fi
"$build_folder/$id" --profile smoke --out "$work" --quiet
cp "$work/$id.tsv" data/reference/$id-smoke.tsv
"$build_folder/$id"
