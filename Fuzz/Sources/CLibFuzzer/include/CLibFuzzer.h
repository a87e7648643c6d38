#ifndef C_LIB_FUZZER_H
#define C_LIB_FUZZER_H

#include <stddef.h>
#include <stdint.h>

/* libFuzzer as a library: parses the command line, mutates, and calls `test` for each input. The toolchain ships the
   definition; this header only declares it. */
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*test)(const uint8_t *data, size_t size));

#endif
