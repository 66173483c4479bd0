/* Measures ONNX Runtime through its C interface, one thread: prints `onnxruntime WORKLOAD median_ns best_ns`.
 *
 *     onnxruntime LIBRARY MODELS
 *
 * LIBRARY is libonnxruntime.so, MODELS the folder of the ONNX files. BENCH_DATA is the folder of the reference data; BENCH_MS and
 * BENCH_FILTER are as for the benchmark program. No header is needed: the interface is a table of functions, whose order is
 * fixed for ever by the rules of its project.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    GET_ERROR_MESSAGE = 2, CREATE_ENV = 3, CREATE_SESSION = 7, RUN = 9, CREATE_SESSION_OPTIONS = 10, SET_OPTIMIZATION = 23,
    SET_INTRA_OP_THREADS = 24, SET_INTER_OP_THREADS = 25, CREATE_TENSOR = 49, CREATE_CPU_MEMORY_INFO = 69,
    API_VERSION = 13, ALL_OPTIMIZATIONS = 99, FLOAT = 1, DEVICE_ALLOCATOR = 0, DEFAULT_MEMORY = 0, WARNING = 2
};
typedef struct { void **(*get_api)(uint32_t); } api_base;
typedef void *status;

static void **api;

#define CALL(index, types, ...) check(((status(*) types)api[index])(__VA_ARGS__))

static void fail(const char *what, const char *detail) {
    fprintf(stderr, "onnxruntime %s: %s\n", what, detail);
    exit(1);
}

static void check(status s) {
    if (s) fail("call", ((const char *(*)(status))api[GET_ERROR_MESSAGE])(s));
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e9 + t.tv_nsec;
}

static float *load(const char *workload, const char *suffix, size_t *count) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s%s.%s", getenv("BENCH_DATA"), workload, strchr(workload, '_') ? "" : "_b1", suffix);
    FILE *file = fopen(path, "rb");
    if (!file) fail("cannot open", path);
    fseek(file, 0, SEEK_END);
    *count = (size_t)ftell(file) / sizeof(float);
    rewind(file);
    float *numbers = aligned_alloc(64, (*count * sizeof(float) + 63) / 64 * 64);
    if (fread(numbers, sizeof(float), *count, file) != *count) fail("cannot read", path);
    fclose(file);
    return numbers;
}

static int ascending(const void *a, const void *b) {
    double difference = *(const double *)a - *(const double *)b;
    return (difference > 0) - (difference < 0);
}

static void measure(void *environment, const char *models, const char *workload, int64_t batch) {
    const char *filter = getenv("BENCH_FILTER"), *budget = getenv("BENCH_MS");
    if (filter && !strstr(workload, filter)) return;

    void *options, *session, *memory, *input = NULL, *output = NULL;
    CALL(CREATE_SESSION_OPTIONS, (void **), &options);
    CALL(SET_OPTIMIZATION, (void *, int), options, ALL_OPTIMIZATIONS);
    CALL(SET_INTRA_OP_THREADS, (void *, int), options, 1);
    CALL(SET_INTER_OP_THREADS, (void *, int), options, 1);
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.onnx", models, workload);
    CALL(CREATE_SESSION, (void *, const char *, void *, void **), environment, path, options, &session);

    size_t inputs, outputs;
    float *x = load(workload, "x", &inputs), *expected = load(workload, "y", &outputs), *y = calloc(outputs, sizeof(float));
    CALL(CREATE_CPU_MEMORY_INFO, (int, int, void **), DEVICE_ALLOCATOR, DEFAULT_MEMORY, &memory);
    int64_t input_shape[] = {batch, (int64_t)inputs / batch}, output_shape[] = {batch, (int64_t)outputs / batch};
    CALL(CREATE_TENSOR, (void *, void *, size_t, const int64_t *, size_t, int, void **), memory, x, inputs * sizeof(float), input_shape, 2, FLOAT, &input);
    CALL(CREATE_TENSOR, (void *, void *, size_t, const int64_t *, size_t, int, void **), memory, y, outputs * sizeof(float), output_shape, 2, FLOAT, &output);
    const char *input_name = "x", *output_name = "y";
#define FORWARD() CALL(RUN, (void *, void *, const char *const *, void **, size_t, const char *const *, size_t, void **), \
                       session, NULL, &input_name, &input, 1, &output_name, 1, &output)

    FORWARD();
    float error = 0, scale = 0;
    for (size_t i = 0; i < outputs; i++) {
        error = fmaxf(error, isnan(y[i]) ? INFINITY : fabsf(y[i] - expected[i]));
        scale = fmaxf(scale, fabsf(expected[i]));
    }
    if (error > 1e-5f * scale) fail(workload, "outputs differ from the reference");

    for (double start = now(); now() - start < 60e6;) FORWARD();
    double start = now();
    FORWARD();
    long calls = fmax(1, 200e3 / (now() - start));
    enum { MOST_SAMPLES = 20000 };
    static double samples[MOST_SAMPLES];
    size_t count = 0;
    double nanoseconds = (budget ? atof(budget) : 600) * 1e6, begin = now();
    while ((now() - begin < nanoseconds || count < 7) && count < MOST_SAMPLES) {
        start = now();
        for (long i = 0; i < calls; i++) FORWARD();
        samples[count++] = (now() - start) / calls;
    }
    qsort(samples, count, sizeof *samples, ascending);
    printf("onnxruntime %s %.1f %.1f\n", workload, samples[count / 2], samples[0]);
    fflush(stdout);
}

int main(int count, char **arguments) {
    if (count != 3 || !getenv("BENCH_DATA")) fail("usage", "BENCH_DATA=folder onnxruntime LIBRARY MODELS");
    void *library = dlopen(arguments[1], RTLD_NOW);
    if (!library) fail("library", dlerror());
    api = ((api_base * (*)(void)) dlsym(library, "OrtGetApiBase"))()->get_api(API_VERSION);
    void *environment;
    CALL(CREATE_ENV, (int, const char *, void **), WARNING, "benchmark", &environment);
    measure(environment, arguments[2], "W1", 1);
    measure(environment, arguments[2], "W2", 1);
    measure(environment, arguments[2], "W3", 1);
    measure(environment, arguments[2], "W4_b1", 1);
    measure(environment, arguments[2], "W4_b64", 64);
}
