# shellcheck shell=bash
# Sourced by submit.sh after setup.sh: puts all that tasks need into the results folder.
# shellcheck disable=SC2154  # build_flags and build_folder are setup.sh's

# Makes the results folder, and sees that it is of this profile and seed and that nobody else submits to it.
open_results() { # RESULTS PROFILE SEED
  local probe name wanted held
  { mkdir -p "$1" && mkdir -p "$1"/{figures,package/bin,slurm/lists,slurm/logs} && probe=$(mktemp "$1/slurm/XXXXXX") &&
    rm "$probe"; } ||
    fail 73 "$1: the results folder cannot be written"
  touch "$1/slurm/runs.tsv"
  exec {lock}>"$1/slurm/lock"
  flock --nonblock "$lock" || fail 75 "$1: another submit.sh is at work there"
  [[ -e $1/slurm/settings ]] || return 0
  for name in profile seed; do
    wanted=$2
    if [[ $name == seed ]]; then wanted=$3; fi
    held=$(setting "$1" "$name")
    [[ $held == "$wanted" ]] || fail 64 "$1 holds results of $name $held, not $wanted: take another folder"
  done
}

# Writes a file whole or not at all, from standard input.
write_whole() { # PATH
  cat >"$1.partial"
  mv "$1.partial" "$1"
}

# Copies a file unless it is there.
copy_newer() { # SOURCE TARGET
  [[ $1 -nt $2 ]] || return 0
  cp --preserve=timestamps "$1" "$2.partial"
  mv "$2.partial" "$2"
}

data_kind() { if [[ -d $1/data ]]; then echo files; else echo embedded; fi; } # RESULTS

# Copies the data sets to the results folder, once.
bring_data() { # RESULTS PROFILE DATA
  local source=$3 place
  if [[ -z $source ]]; then
    for place in "${TELEGRAD_DATA-}" "$PWD/data"; do
      if [[ -z $source && -n $place ]] && holds_data "$place"; then source=$place; fi
    done
    if [[ -z $source && ! -d $1/data && $2 != smoke ]]; then
      fail 66 "no data sets: give --data DIR, or --data embedded for pictures that the project draws itself"
    fi
  fi
  case $source in
    '') return ;;
    embedded) [[ ! -d $1/data ]] || fail 64 "$1/data holds data sets: take another folder for embedded data" ;;
    *)
      holds_data "$source" || fail 66 "$source: no folder of data sets"
      if [[ -e $1/slurm/settings && ! -d $1/data ]]; then fail 64 "$1 holds results of embedded data: take another folder"; fi
      if [[ ! -d $1/data ]]; then
        rm -rf "$1/data.partial"
        cp --recursive --dereference "$source" "$1/data.partial"
        mv "$1/data.partial" "$1/data"
      fi
      ;;
  esac
}

# Whether a folder holds anything but what the package keeps in its own.
holds_data() { [[ -d $1 && -n $(find -L "$1" -mindepth 2 -type f -not -path '*/reference/*' -print -quit) ]]; } # FOLDER

build_executables() { # FIGURE...
  check_machine
  echo "building in release" >&2
  if (($# == 1)); then
    swift build "${build_flags[@]}" --quiet --product "$1" >&2
  else
    swift build "${build_flags[@]}" --quiet >&2
  fi
}

# The executables without their symbols, the Swift runtime beside them, where they look for it, and the tables they read.
stage_package() { # RESULTS FIGURE...
  local package=$1/package figure library
  shift
  mkdir -p "$package/paper" "$package/data/reference"
  for library in paper/*.tsv data/reference/*.tsv; do copy_newer "$library" "$package/$library"; done
  for figure in "$@"; do
    [[ -x $build_folder/$figure ]] || fail 66 "$build_folder/$figure is not built"
    [[ $build_folder/$figure -nt $package/bin/$figure ]] || continue
    strip -o "$package/bin/$figure.partial" "$build_folder/$figure"
    mv "$package/bin/$figure.partial" "$package/bin/$figure"
  done
  while read -r library; do copy_newer "$library" "$package/bin/${library##*/}"; done < <(
    for figure in "$@"; do ldd "$build_folder/$figure"; done | sed -n 's/.* => \(.*\/lib\/swift\/linux\/.*\) (.*/\1/p' | sort -u)
}

write_settings() { # RESULTS PROFILE SEED
  printf 'profile=%s\nseed=%s\ndata=%s\n' "$2" "$3" "$(data_kind "$1")" | write_whole "$1/slurm/settings"
}

# Keeps the runs of a figure for status.sh.
note_runs() { # RESULTS FIGURE NAMES
  local table=$1/slurm/runs.tsv
  {
    awk -F '\t' -v figure="$2" '$1 != figure' "$table"
    cut -f 1 <<<"$3" | sed "s/^/$2\t/"
  } | write_whole "$table"
}

# Keeps the lines of an array under a new number, which it prints.
new_list() { # RESULTS LINE...
  local folder=$1/slurm/lists last number
  last=$(find "$folder" -name '*.tsv' -printf '%f\n' | sort -n | tail -n 1)
  number=$((${last%.tsv} + 1))
  shift
  printf '%s\n' "$@" | write_whole "$folder/$number.tsv"
  echo "$number"
}
