# shellcheck shell=bash
# Sourced by run_all.sh and test.sh: checks that this machine can build Telegrad, and installs what it may.

# The flags of every build, so that running, testing and a bare `swift run -c release` share one, and where it puts the
# executables. What is built for another processor than this one (Package.swift) lies apart.
# shellcheck disable=SC2034  # used by those who source this
build_flags=(-c release) build_folder=.build/release
if [[ ${TELEGRAD_PROCESSOR-native} != native ]]; then
  build_flags+=(--scratch-path ".build-$TELEGRAD_PROCESSOR") build_folder=.build-$TELEGRAD_PROCESSOR/release
  if [[ $TELEGRAD_PROCESSOR == portable ]]; then build_flags+=(-Xswiftc -enable-testing); fi
fi

# The Debian packages that the build and the figures need.
debian_packages=(gnuplot-nox libpng-dev libdnnl-dev libmatio-dev zlib1g-dev libssl-dev)

fail() { # CODE MESSAGE...
  local code=$1
  shift
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit "$code"
}

check_swift() {
  local version major minor
  command -v swift >/dev/null || fail 69 "swift is not installed; 6.3 or later is needed: https://www.swift.org/install"
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p')
  [[ -n $version ]] || fail 69 "swift --version names no version; 6.3 or later is needed"
  major=${version%%.*} minor=${version#*.}
  ((major > 6 || (major == 6 && minor >= 3))) || fail 69 "Swift $version is too old; 6.3 or later is needed"
}

# gnuplot also comes in gnuplot-qt and gnuplot-x11.
is_present() { # PACKAGE
  if [[ $1 == gnuplot-nox ]]; then
    command -v gnuplot >/dev/null
  else
    dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'install ok installed'
  fi
}

check_packages() {
  local missing=() package
  if ! command -v dpkg-query >/dev/null; then
    echo "not a Debian system: taking it that these are installed: ${debian_packages[*]}" >&2
    return
  fi
  for package in "${debian_packages[@]}"; do is_present "$package" || missing+=("$package"); done
  ((${#missing[@]})) || return 0
  ((EUID == 0)) || fail 69 "missing packages; as root: apt-get install ${missing[*]}"
  echo "installing ${missing[*]}" >&2
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}"; } >&2 ||
    fail 69 "apt-get could not install ${missing[*]}"
}

check_onednn() {
  local folder header version
  for folder in /usr/local/include /usr/include "/usr/include/$(uname -m)-linux-gnu"; do
    header=$folder/oneapi/dnnl/dnnl_version.h
    [[ -r $header ]] || continue
    version=$(sed -n 's/^#define DNNL_VERSION_MAJOR *\([0-9]*\).*/\1/p' "$header")
    if [[ $version == 2 ]]; then return; fi
    fail 69 "oneDNN ${version:-of unknown version} in $folder is not supported: Telegrad is written for the C interface" \
      "of oneDNN 2 (Debian 12: libdnnl-dev 2.6), which version 3 changed"
  done
  fail 69 "oneDNN's headers are in none of the usual folders; oneDNN 2 is needed (Debian 12: libdnnl-dev)"
}

has_mpi() { compgen -G '/usr/lib/*/pkgconfig/ompi-c.pc' >/dev/null && command -v mpirun >/dev/null; }

# Trainings over MPI are built where libopenmpi-dev and openmpi-bin are installed. SwiftPM remembers what a manifest found until the
# environment changes, so that it is told.
note_mpi() {
  if has_mpi; then
    export TELEGRAD_WITHOUT_MPI=${TELEGRAD_WITHOUT_MPI-0}
  else
    export TELEGRAD_WITHOUT_MPI=1
    echo "without Open MPI: trainings over MPI are neither built nor tested (apt-get install libopenmpi-dev openmpi-bin)" >&2
  fi
}

# For the tests: Open MPI where it may be installed; they do without where it may not.
try_mpi() {
  if [[ ${TELEGRAD_WITHOUT_MPI-} == 1 ]] || has_mpi || ((EUID != 0)) || ! command -v apt-get >/dev/null; then return; fi
  echo "installing libopenmpi-dev openmpi-bin" >&2
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq libopenmpi-dev openmpi-bin; } >&2 || true
}

check_machine() {
  check_swift
  check_packages
  check_onednn
  note_mpi
}
