// Preloaded into a program (LD_PRELOAD), counts the steps in which it changes files below $FAULT_FOLDER: creates, writes,
// brings to disk, renames, removes. At step $FAULT_AT it dies as by kill -9 ($FAULT=kill), or this and all further steps that
// need space fail as on a full disk ($FAULT=full). Built and used by write-steps.sh.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ORIGINAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static atomic_long steps;

static int is_inside(const char *path) {
  const char *folder = getenv("FAULT_FOLDER");
  return folder != NULL && strncmp(path, folder, strlen(folder)) == 0;
}

// Whether the step that is about to be made on `path` fails; does not return where the process is to die.
static int fails(const char *path, int needs_space) {
  const char *at = getenv("FAULT_AT"), *kind = getenv("FAULT");
  if (at == NULL || kind == NULL || !is_inside(path)) return 0;
  long step = atomic_fetch_add(&steps, 1) + 1;
  if (strcmp(kind, "kill") == 0 && step == atol(at)) kill(getpid(), SIGKILL);
  if (strcmp(kind, "full") != 0 || step < atol(at) || !needs_space) return 0;
  errno = ENOSPC;
  return 1;
}

static int fails_at_descriptor(int descriptor) {
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return fails(path, 1);
}

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    mode_t mode = 0; \
    if (flags & O_CREAT) { \
      va_list rest; \
      va_start(rest, flags); \
      mode = va_arg(rest, mode_t); \
      va_end(rest); \
      if (fails(path, 1)) return -1; \
    } \
    return ORIGINAL(name)(path, flags, mode); \
  }
OPEN(open)
OPEN(open64)

int mkdir(const char *path, mode_t mode) {
  // Only what is new is a step.
  return access(path, F_OK) != 0 && fails(path, 1) ? -1 : ORIGINAL(mkdir)(path, mode);
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
  return fails_at_descriptor(descriptor) ? -1 : ORIGINAL(write)(descriptor, bytes, count);
}

int fsync(int descriptor) { return fails_at_descriptor(descriptor) ? -1 : ORIGINAL(fsync)(descriptor); }

// A name that takes another's place needs no space.
int rename(const char *from, const char *to) {
  return fails(to, access(to, F_OK) != 0) ? -1 : ORIGINAL(rename)(from, to);
}

int unlink(const char *path) { return fails(path, 0) ? -1 : ORIGINAL(unlink)(path); }
