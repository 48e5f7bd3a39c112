# Makes one line of data/reference/dsc-fig05-hosts.tsv of the traces that telegrad-train --trace wrote, rank-0.tsv of each training
# before those of its other ranks.
#
# usage: awk -f rounds.awk -v codec=NAME -v setting=NAME -v rate=MBIT_S -v delay=MS -v warm=ROUNDS FOLDER/rank-*.tsv...
#
# A round lasts from one sending of the model to the next; the first `warm` rounds of a training are left out, and so is its
# last, which nothing follows. Times of a worker are means over workers, each on a rank of its own.

BEGIN {
  FS = OFS = "\t"
  columns = split("round model server gradient encode uplink downlink requests", names, " ")
}

FNR == 1 {
  isServer = FILENAME ~ /rank-0\.tsv$/
  # Rounds of a training follow those of the one before.
  if (isServer) base = last
  else if (++ranks > workers) workers = ranks
  if (isServer) ranks = 0
  round = base
  next
}

isServer && $3 == "sent" && $5 == "model" && !(round in begin && $4 != first) {
  begin[++round] = $1
  first = $4
  last = round
  from[round] = base
}
isServer && $3 == "sent" && $5 == "request" { sum["requests", round]++ }
isServer && $3 == "sent" && ($5 == "request" || $5 == "broadcast") { sum["downlink", round] += 8 * $6 }
isServer && $3 == "received" && ($5 == "gradient" || $5 == "answer") { sum["uplink", round] += 8 * $6 }
isServer && $3 == "received" { waited[round] += $2 - $1 }

!isServer && $3 == "received" && $5 == "model" {
  mark = $2
  if ($2 > modelEnd[++round]) modelEnd[round] = $2
}
!isServer && $3 == "computed" {
  sum["gradient", round] += $1 - mark
  mark = $1
}
!isServer && $3 == "received" && $5 == "request" { mark = $2 }
!isServer && $3 == "sent" && ($5 == "gradient" || $5 == "answer") { sum["encode", round] += $1 - mark }

END {
  for (round in begin) {
    # The last of a training is followed by the first of the next, which begins anew.
    if (round - from[round] <= warm || from[round + 1] != from[round] || !(round + 1 in begin)) continue
    sum["round", round] = begin[round + 1] - begin[round]
    sum["model", round] = modelEnd[round] - begin[round]
    sum["server", round] = sum["round", round] - waited[round]
    sum["gradient", round] /= workers
    sum["encode", round] /= workers
    rounds++
    for (i = 1; i <= columns; i++) total[names[i]] += sum[names[i], round]
    counted[rounds] = round
  }
  if (rounds < 2) {
    print "rounds.awk: fewer than two rounds to count" > "/dev/stderr"
    exit 65
  }
  mean = total["round"] / rounds
  for (i = 1; i <= rounds; i++) squares += (sum["round", counted[i]] - mean) ^ 2
  printf "%s\t%s\t%s\t%s\t%d\t%d\t%.6g\t%.3g", codec, setting, rate, delay, workers, rounds, mean, sqrt(squares / (rounds - 1) / rounds)
  for (i = 2; i <= columns; i++) printf "\t%.6g", total[names[i]] / rounds
  print ""
}
