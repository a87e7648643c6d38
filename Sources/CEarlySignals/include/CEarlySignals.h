#ifndef CEARLYSIGNALS_H
#define CEARLYSIGNALS_H

#include <stdint.h>

// Keeps signals of an operator that come before the program can act on them: SIGHUP, SIGUSR1 and SIGUSR2 would end it.
// For a demo, SIGINT and SIGTERM are kept as well.
//
// With glibc this begins before any library of the process is initialised, once the dynamic loader is done; nothing of
// the program runs earlier. Elsewhere it begins with the first call of early_signals_keep.

// Begins, unless it has begun already. Commands that do not act on these signals are left as they are: `arguments` is the
// command line, with the program's name first.
void early_signals_keep(int count, char *const *arguments);

// Those of the wanted signals that came since the last call for them, each as bit `1 << number`.
uint32_t early_signals_take(uint32_t wanted);

#endif
