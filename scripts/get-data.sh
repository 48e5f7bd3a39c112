#!/usr/bin/env bash
# Lays out MNIST, CIFAR-10 (binary version) and SVHN (cropped digits) below DEST as their publishers name them:
#   mnist/{train,t10k}-{images-idx3,labels-idx1}-ubyte.gz
#   cifar-10-batches-bin/{data_batch_1..5,test_batch}.bin
#   svhn/{train,test}_32x32.mat
# Downloads need curl, and every file is refused unless the SHA-256 of its unpacked content is the published one.
# With --from, files are taken from DIR, laid out as above or lying flat, CIFAR-10 also as cifar-10-binary.tar.gz;
# content that is not as published is taken with a warning, and what DIR does not have is left out.
# Files that are there already are kept. Files appear whole or not at all.
set -euo pipefail

usage='usage: get-data.sh [--from DIR] [DEST]     (DEST is data/ unless given)'

# SHA-256 of the unpacked content, and the place.
files='
ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db mnist/train-images-idx3-ubyte.gz
65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5 mnist/train-labels-idx1-ubyte.gz
0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7 mnist/t10k-images-idx3-ubyte.gz
ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2 mnist/t10k-labels-idx1-ubyte.gz
cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5 cifar-10-batches-bin/data_batch_1.bin
a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed cifar-10-batches-bin/data_batch_2.bin
bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67 cifar-10-batches-bin/data_batch_3.bin
014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48 cifar-10-batches-bin/data_batch_4.bin
755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add cifar-10-batches-bin/data_batch_5.bin
8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b cifar-10-batches-bin/test_batch.bin
435e94d69a87fde4fd4d7f3dd208dfc32cb6ae8af2240d066de1df7508d083b8 svhn/train_32x32.mat
cdce80dfb2a2c4c6160906d0bd7c68ec5a99d7ca4831afa54f09182025b6a75b svhn/test_32x32.mat
'
cifar_archive_digest=c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd

say() { printf '%s\n' "$*"; }
fail() { printf 'get-data.sh: %s\n' "$*" >&2; exit 1; }

sha256() { # of standard input
  if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -d ' ' -f 1
}

# content FILE: its unpacked bytes
content() {
  case $1 in
    *.gz) gzip -dc -- "$1" ;;
    *) cat -- "$1" ;;
  esac
}

# fetch FILE URL...: the first URL that answers
fetch() {
  local file=$1 url
  shift
  command -v curl >/dev/null || fail 'downloads need curl'
  for url in "$@"; do
    say "fetching $url"
    if curl --fail --location --silent --show-error --retry 3 --output "$file" "$url"; then return 0; fi
  done
  fail "cannot fetch $(basename "$file")"
}

# unpack_cifar ARCHIVE: its files, into the stage
unpack_cifar() { tar -xzf "$1" -C "$stage" cifar-10-batches-bin; }

# download PLACE: into the stage
download() {
  local place=$1 name
  name=$(basename "$place")
  mkdir -p "$stage/$(dirname "$place")"
  case $place in
    mnist/*)
      fetch "$stage/$place" "https://storage.googleapis.com/cvdf-datasets/mnist/$name" \
        "https://ossci-datasets.s3.amazonaws.com/mnist/$name" "http://yann.lecun.com/exdb/mnist/$name"
      ;;
    cifar-10-batches-bin/*)
      [[ -e $stage/$place ]] && return
      fetch "$stage/cifar.tar.gz" https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz
      [[ $(sha256 <"$stage/cifar.tar.gz") == "$cifar_archive_digest" ]] ||
        fail 'cifar-10-binary.tar.gz is not the published archive'
      unpack_cifar "$stage/cifar.tar.gz"
      ;;
    svhn/*) fetch "$stage/$place" "http://ufldl.stanford.edu/housenumbers/$name" ;;
  esac
}

# copy PLACE: from DIR into the stage; false where DIR does not have it
copy() {
  local place=$1 found
  mkdir -p "$stage/$(dirname "$place")"
  for found in "$from/$place" "$from/$(basename "$place")"; do
    if [[ -f $found ]]; then cp -- "$found" "$stage/$place"; return; fi
    if [[ $place == *.gz && -f ${found%.gz} ]]; then gzip -nc -- "${found%.gz}" >"$stage/$place"; return; fi
  done
  if [[ $place == cifar-10-batches-bin/* && -f $from/cifar-10-binary.tar.gz ]]; then
    [[ -e $stage/$place ]] || unpack_cifar "$from/cifar-10-binary.tar.gz"
    return
  fi
  return 1
}

from='' dest=''
while (($#)); do
  case $1 in
    --from)
      [[ $# -ge 2 ]] || { say "$usage" >&2; exit 64; }
      from=$2
      shift
      [[ -d $from ]] || fail "$from is no directory"
      ;;
    -h | --help) say "$usage"; exit 0 ;;
    -*) say "$usage" >&2; exit 64 ;;
    *)
      [[ -z $dest ]] || { say "$usage" >&2; exit 64; }
      dest=$1
      ;;
  esac
  shift
done
dest=${dest:-$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/data}

mkdir -p "$dest"
stage=$(mktemp -d "$dest/.get-data.XXXXXX")
trap 'rm -rf "$stage"' EXIT
count=0
while read -r digest place; do
  [[ -n $digest ]] || continue
  if [[ -e $dest/$place ]]; then
    count=$((count + 1))
    if [[ $(content "$dest/$place" | sha256) == "$digest" ]]; then
      say "kept $place"
    else
      say "kept $place, which is not the published content; remove it to have it replaced"
    fi
    continue
  fi
  if [[ -z $from ]]; then
    download "$place"
  elif ! copy "$place"; then
    say "left out $place, which $from does not have"
    continue
  fi
  if [[ $(content "$stage/$place" | sha256) == "$digest" ]]; then
    say "got $place, as published"
  elif [[ -n $from ]]; then
    say "got $place, which is not the published content"
  else
    fail "$place is not the published content; nothing was kept of it"
  fi
  mkdir -p "$dest/$(dirname "$place")"
  mv -- "$stage/$place" "$dest/$place"
  count=$((count + 1))
done <<<"$files"
((count > 0)) || fail "found none of the files in $from"
