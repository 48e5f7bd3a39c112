#include <oneapi/dnnl/dnnl.h>

// oneDNN runs on OpenMP, whose thread count is a setting of the calling thread.
// Declared here because the compiler that imports this header brings no omp.h.
extern void omp_set_num_threads(int count);
