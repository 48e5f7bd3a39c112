#include <mpi.h>

// Open MPI's handles are macros with casts, which Swift does not import: what is needed of them, as functions.

// Initializes MPI for calls of one thread at a time, and has errors returned. *provided is whether MPI allows that.
static inline int telegrad_mpi_init(int *provided) {
  int level = 0;
  int code = MPI_Init_thread(NULL, NULL, MPI_THREAD_SERIALIZED, &level);
  *provided = level >= MPI_THREAD_SERIALIZED;
  return code == MPI_SUCCESS ? MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN) : code;
}

static inline int telegrad_mpi_rank(int *rank) { return MPI_Comm_rank(MPI_COMM_WORLD, rank); }

static inline int telegrad_mpi_size(int *size) { return MPI_Comm_size(MPI_COMM_WORLD, size); }

static inline int telegrad_mpi_isend(const void *bytes, int count, int rank, int tag, MPI_Request *request) {
  return MPI_Isend(bytes, count, MPI_BYTE, rank, tag, MPI_COMM_WORLD, request);
}

static inline int telegrad_mpi_test(MPI_Request *request, int *done) {
  return MPI_Test(request, done, MPI_STATUS_IGNORE);
}

// Looks for a message, from any rank if rank is negative, and takes it out of the queue: *found, who sent it, how long it is.
static inline int telegrad_mpi_probe(
    int rank, int tag, int *found, MPI_Message *message, int *source, int *count) {
  MPI_Status status;
  int code = MPI_Improbe(rank < 0 ? MPI_ANY_SOURCE : rank, tag, MPI_COMM_WORLD, found, message, &status);
  if (code != MPI_SUCCESS || !*found) return code;
  *source = status.MPI_SOURCE;
  return MPI_Get_count(&status, MPI_BYTE, count);
}

// Begins to receive a message that was found. It may take as long as its sender does.
static inline int telegrad_mpi_receive(void *bytes, int count, MPI_Message *message, MPI_Request *request) {
  return MPI_Imrecv(bytes, count, MPI_BYTE, message, request);
}

static inline int telegrad_mpi_barrier(void) { return MPI_Barrier(MPI_COMM_WORLD); }

static inline void telegrad_mpi_abort(int code) { MPI_Abort(MPI_COMM_WORLD, code); }
