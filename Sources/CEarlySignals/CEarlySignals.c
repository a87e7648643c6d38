#include "CEarlySignals.h"

#include <signal.h>
#include <stdatomic.h>
#include <string.h>

// Both are zero from the start: nothing initialises them later.
static atomic_uint pending;
static atomic_flag has_begun = ATOMIC_FLAG_INIT;

static void note(int number) {
    atomic_fetch_or(&pending, 1u << number);
}

// The commands that act on the signals, and how many words name each.
static const char *const commands[][2] = {{"run", NULL}, {"demo", NULL}, {"bgp", "watch"}, {"rtr", "serve"}};

static int acts_on_signals(int count, char *const *arguments) {
    for (size_t index = 0; index < sizeof commands / sizeof commands[0]; index++) {
        int word = 0;
        while (word < 2 && commands[index][word] != NULL && word + 1 < count && arguments[word + 1] != NULL
            && strcmp(arguments[word + 1], commands[index][word]) == 0) word++;
        if (word == 2 || commands[index][word] == NULL) return 1;
    }
    return 0;
}

void early_signals_keep(int count, char *const *arguments) {
    if (!acts_on_signals(count, arguments) || atomic_flag_test_and_set(&has_begun)) return;
    signal(SIGHUP, note);
    signal(SIGUSR1, note);
    signal(SIGUSR2, note);
    // A demo has files to remove before it ends.
    if (strcmp(arguments[1], "demo") == 0) {
        signal(SIGINT, note);
        signal(SIGTERM, note);
    }
}

uint32_t early_signals_take(uint32_t wanted) {
    return atomic_fetch_and(&pending, ~wanted) & wanted;
}

#if defined(__GLIBC__)
static void begin(int count, char **arguments, char **environment) {
    (void)environment;
    early_signals_keep(count, arguments);
}

// The dynamic loader calls these before the initialisers of all libraries, the Swift runtime's among them.
__attribute__((section(".preinit_array"), used)) static void (*const first)(int, char **, char **) = begin;
#endif
