#!/usr/bin/env bash
# A Slurm of one node, for tests: munge, controller and node on loopback, with configuration, state and logs in one folder and
# ports of its own. It touches nothing under /etc and needs no privilege but the user's own.
#
# usage: Tests/Slurm/one-node.sh start DIR [ACCOUNTING-SECONDS]   starts it; then `export SLURM_CONF=DIR/slurm.conf`
#        Tests/Slurm/one-node.sh stop DIR                         ends its processes; DIR stays
#
# With ACCOUNTING-SECONDS, the memory of tasks is sampled so often. Finished jobs are listed in DIR/jobs.log.
# Exit codes: 0 done, 64 usage, 69 Slurm or munge is not installed, 70 it did not start (DIR/*.log say why).
set -euo pipefail

fail() { # CODE MESSAGE
  echo "one-node.sh: $2" >&2
  exit "$1"
}

(($# >= 2)) || fail 64 "usage: one-node.sh start|stop DIR"
command=$1 sampling=${3-0}
export PATH=$PATH:/usr/sbin:/sbin
for program in munged slurmctld slurmd scontrol; do
  command -v "$program" >/dev/null || fail 69 "$program is not installed (Debian: apt-get install slurm-wlm munge)"
done
mkdir -p "$2"
folder=$(realpath -- "$2")
export SLURM_CONF=$folder/slurm.conf

# Ends the process whose id a file holds, and waits for it.
end() { # PID-FILE
  local pid
  pid=$(cat "$1" 2>/dev/null) || return 0
  kill "$pid" 2>/dev/null || return 0
  for ((i = 0; i < 100; i++)); do
    kill -0 "$pid" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -KILL "$pid" 2>/dev/null || true
}

stop() {
  scancel --user "$(id -un)" 2>/dev/null || true
  end "$folder/slurmd.pid"
  end "$folder/slurmctld.pid"
  end "$folder/munged.pid"
}

# A port that nobody listens on.
free_port() {
  local port
  for ((i = 0; i < 100; i++)); do
    port=$((20000 + RANDOM % 10000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
  fail 70 "no free port"
}

case $command in
  stop)
    stop
    exit 0
    ;;
  start) ;;
  *) fail 64 "unknown command $command" ;;
esac

chmod 755 "$folder"
mkdir -p "$folder/state" "$folder/spool" "$folder/munge"
chmod 755 "$folder/munge"
head -c 128 /dev/urandom >"$folder/munge.key"
chmod 600 "$folder/munge.key"
memory=$(($(sed -n 's/^MemTotal: *\([0-9]*\) kB/\1/p' /proc/meminfo) / 1024))
cat >"$SLURM_CONF" <<CONF
ClusterName=telegrad-test
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmctldPort=$(free_port)
SlurmdPort=$(free_port)
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$folder/munge/socket
CredType=cred/munge
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU_Memory
SlurmdParameters=config_overrides
SchedulerParameters=batch_sched_delay=0,sched_min_interval=100000,bf_interval=5
ReturnToService=2
KillWait=5
JobAcctGatherType=$( ((sampling > 0)) && echo jobacct_gather/linux || echo jobacct_gather/none)
JobAcctGatherFrequency=$sampling
JobCompType=jobcomp/filetxt
JobCompLoc=$folder/jobs.log
AccountingStorageType=accounting_storage/none
NodeName=$(hostname -s) NodeAddr=127.0.0.1 CPUs=$(nproc) RealMemory=$memory State=UNKNOWN
PartitionName=test Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
: >"$folder/jobs.log"
# The name of the node must lead to it.
munged --key-file="$folder/munge.key" --socket="$folder/munge/socket" --pid-file="$folder/munged.pid" \
  --log-file="$folder/munged.log" --seed-file="$folder/munge.seed" --force >"$folder/munged.out" 2>&1 ||
  fail 70 "munged did not start: $(tail -n 3 "$folder/munged.out" "$folder/munged.log" 2>/dev/null)"
slurmctld -c >"$folder/slurmctld.out" 2>&1 || { stop; fail 70 "slurmctld did not start: $(tail -n 3 "$folder/slurmctld.log")"; }
slurmd >"$folder/slurmd.out" 2>&1 || { stop; fail 70 "slurmd did not start: $(tail -n 3 "$folder/slurmd.log")"; }
for ((i = 0; i < 150; i++)); do
  if [[ $(sinfo --noheader --format %T 2>/dev/null) == idle ]]; then exit 0; fi
  sleep 0.1
done
stop
fail 70 "the node did not come up: $(tail -n 3 "$folder/slurmd.log")"
