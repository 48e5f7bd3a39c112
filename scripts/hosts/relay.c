// A switch of emulated links between hosts, for kernels without sch_netem: one TUN device a host, tun0, tun1, ..., made in the
// network namespace that this runs in, to be moved to that of each host. The n-th has the address PREFIX.n, from 1.
//
// usage: relay HOSTS RATE_MBIT_S DELAY_MS     it says "ready" once the devices are there, and runs until it is ended
//
// What netem does with `rate` and `delay` at both ends of a host's cable. Each has a rate in each direction, of which
// a packet takes its length in bits; a rate of 0 is none. A packet leaves its host's queue when those before it have left, reaches the
// switch whole, waits for the cable of its receiver, at most 1,000 packets long as netem's queue is, and arrives the delay after it has
// left that: the delay is that of the way from any host to any other, the round trip twice it. Nothing is lost but what overflows.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

enum { HOSTS = 64, LIMIT = 1000, PLACES = 1 << 13, LARGEST = 2048 };

// How far ahead of its cable a host is read, ns: more than what the scheduler is late, less than what a delay is.
static const int64_t AHEAD = 1000000;

typedef struct {
  int64_t arrival, start;
  int length;
  unsigned char bytes[LARGEST];
} packet;

typedef struct {
  int device;
  int64_t sent, received;  // when the cable is free again, from the host and to it
  packet *way;             // what is on its way to the host, a ring of PLACES
  uint64_t first, last;
} host;

static host hosts[HOSTS];
static int count;
static volatile sig_atomic_t ended;
static uint64_t carried, dropped;

static void end(int signal) { ended = signal; }

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void fail(const char *what) {
  fprintf(stderr, "relay: %s: %s\n", what, strerror(errno));
  exit(71);
}

static int make_device(int index) {
  struct ifreq request = {.ifr_flags = IFF_TUN | IFF_NO_PI};
  snprintf(request.ifr_name, IFNAMSIZ, "tun%d", index);
  int device = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (device < 0) fail("/dev/net/tun");
  if (ioctl(device, TUNSETIFF, &request) < 0) fail(request.ifr_name);
  return device;
}

// Reads one packet of a host and puts it on its way; returns whether there was one.
static int take(host *source, double ns_per_byte, int64_t delay) {
  static unsigned char bytes[LARGEST];
  ssize_t length = read(source->device, bytes, LARGEST);
  if (length <= 0) return 0;
  int64_t time = now(), span = (int64_t)(length * ns_per_byte);
  source->sent = (source->sent > time ? source->sent : time) + span;
  int target = length >= 20 && bytes[0] >> 4 == 4 ? bytes[19] - 1 : -1;
  if (target < 0 || target >= count) return 1;  // nobody's, such as IPv6 looking for routers
  host *receiver = &hosts[target];
  // What waits for the cable has not begun to cross it.
  uint64_t waiting = 0;
  for (uint64_t place = receiver->last; place != receiver->first; place--) {
    if (receiver->way[(place - 1) % PLACES].start <= source->sent) break;
    waiting++;
  }
  if (waiting >= LIMIT || receiver->last - receiver->first == PLACES) {
    dropped++;
    return 1;
  }
  packet *next = &receiver->way[receiver->last++ % PLACES];
  next->start = receiver->received > source->sent ? receiver->received : source->sent;
  receiver->received = next->start + span;
  next->arrival = receiver->received + delay;
  next->length = (int)length;
  memcpy(next->bytes, bytes, length);
  return 1;
}

int main(int argc, char **argv) {
  count = argc == 4 ? atoi(argv[1]) : 0;
  double rate = argc == 4 ? atof(argv[2]) : -1, delay_ms = argc == 4 ? atof(argv[3]) : -1;
  if (count < 2 || count > HOSTS || rate < 0 || delay_ms < 0) {
    fprintf(stderr, "usage: relay HOSTS RATE_MBIT_S DELAY_MS\n");
    return 64;
  }
  double ns_per_byte = rate > 0 ? 8e3 / rate : 0;
  int64_t delay = (int64_t)(1e6 * delay_ms);
  for (int i = 0; i < count; i++) {
    hosts[i].device = make_device(i);
    if (!(hosts[i].way = malloc(PLACES * sizeof(packet)))) fail("memory");
  }
  struct sigaction action = {.sa_handler = end};
  sigaction(SIGTERM, &action, NULL);
  sigaction(SIGINT, &action, NULL);
  prctl(PR_SET_TIMERSLACK, 1);
  puts("ready");
  fflush(stdout);
  while (!ended) {
    int64_t time = now(), next = time + 1000000000LL;
    struct pollfd ready[HOSTS];
    for (int i = 0; i < count; i++) {
      host *host = &hosts[i];
      while (host->first != host->last && host->way[host->first % PLACES].arrival <= time) {
        packet *packet = &host->way[host->first++ % PLACES];
        if (write(host->device, packet->bytes, packet->length) == packet->length) carried++;
        else dropped++;
      }
      if (host->first != host->last) {
        int64_t arrival = host->way[host->first % PLACES].arrival;
        if (arrival < next) next = arrival;
      }
      int is_free = host->sent <= time + AHEAD;
      if (!is_free && host->sent - AHEAD < next) next = host->sent - AHEAD;
      ready[i] = (struct pollfd){.fd = is_free ? host->device : -1, .events = POLLIN};
    }
    int64_t wait = next - now();
    if (wait < 0) wait = 0;
    struct timespec span = {.tv_sec = wait / 1000000000LL, .tv_nsec = wait % 1000000000LL};
    if (ppoll(ready, count, &span, NULL) <= 0) continue;
    for (int i = 0; i < count; i++) {
      if (ready[i].revents & (POLLERR | POLLHUP | POLLNVAL)) return 0;  // a host is gone, and with it all are
      if (!(ready[i].revents & POLLIN)) continue;
      for (int taken = 0; taken < 16 && hosts[i].sent <= now() + AHEAD && take(&hosts[i], ns_per_byte, delay);) taken++;
    }
  }
  fprintf(stderr, "relay: %llu packets carried, %llu dropped\n", (unsigned long long)carried, (unsigned long long)dropped);
  return 0;
}
