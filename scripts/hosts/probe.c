// Measures a connection between two hosts by itself, without the program that is to run over it.
//
// usage: probe serve                answers probes, one after the other, until it is ended
//        probe ADDRESS              prints the median round trip of one byte, ms, and the rate of 8 MiB, Mbit/s
//
// The rate is that of the last three quarters, so that it leaves out how TCP begins.

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { PORT = 7077, TURNS = 21, LENGTH = 8 << 20 };

static char bytes[1 << 16];

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + 1e-9 * time.tv_nsec;
}

static void fail(const char *what) {
  perror(what);
  exit(69);
}

static int order(const void *a, const void *b) {
  double difference = *(const double *)a - *(const double *)b;
  return (difference > 0) - (difference < 0);
}

// Bytes back one by one, and then so many.
static void answer(int peer) {
  for (int turn = 0; turn < TURNS; turn++) {
    if (read(peer, bytes, 1) != 1 || write(peer, bytes, 1) != 1) return;
  }
  for (long left = LENGTH; left > 0;) {
    ssize_t sent = write(peer, bytes, left < (long)sizeof bytes ? left : (long)sizeof bytes);
    if (sent <= 0) return;
    left -= sent;
  }
  while (read(peer, bytes, sizeof bytes) > 0) continue;
}

static void ask(int peer) {
  double trips[TURNS], begin = 0;
  for (int turn = 0; turn < TURNS; turn++) {
    double start = now();
    if (write(peer, bytes, 1) != 1 || read(peer, bytes, 1) != 1) fail("probe");
    trips[turn] = now() - start;
  }
  qsort(trips, TURNS, sizeof *trips, order);
  long received = 0, before = 0;
  while (received < LENGTH) {
    ssize_t length = read(peer, bytes, sizeof bytes);
    if (length <= 0) fail("probe");
    received += length;
    if (!before && received >= LENGTH / 4) {
      before = received;
      begin = now();
    }
  }
  printf("%.2f\t%.1f\n", 1e3 * trips[TURNS / 2], 8e-6 * (received - before) / (now() - begin));
}

int main(int argc, char **argv) {
  struct sockaddr_in place = {.sin_family = AF_INET, .sin_port = htons(PORT)};
  int own = socket(AF_INET, SOCK_STREAM, 0), yes = 1;
  if (argc != 2 || own < 0) {
    fprintf(stderr, "usage: probe serve|ADDRESS\n");
    return 64;
  }
  setsockopt(own, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  if (strcmp(argv[1], "serve") != 0) {
    if (inet_pton(AF_INET, argv[1], &place.sin_addr) != 1) fail(argv[1]);
    if (connect(own, (struct sockaddr *)&place, sizeof place) < 0) fail(argv[1]);
    ask(own);
    return 0;
  }
  setsockopt(own, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (bind(own, (struct sockaddr *)&place, sizeof place) < 0 || listen(own, 4) < 0) fail("probe");
  for (;;) {
    int peer = accept(own, NULL, NULL);
    if (peer < 0) fail("accept");
    setsockopt(peer, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    answer(peer);
    close(peer);
  }
}
