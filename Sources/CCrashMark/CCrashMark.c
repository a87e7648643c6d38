#define _GNU_SOURCE
#include "CCrashMark.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static atomic_int mark_descriptor = -1;
static atomic_size_t mark_size;
static atomic_bool in_use[CRASH_MARK_PLACES];
static atomic_flag is_installed = ATOMIC_FLAG_INIT;
static _Thread_local volatile int current = -1;
static _Thread_local volatile int has_stack = 0;

static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT};
enum { crash_count = sizeof crashes / sizeof crashes[0] };
static struct sigaction before[crash_count];

static void mark(int descriptor, int place) {
    char octet = CRASH_MARK;
    ssize_t written = pwrite(descriptor, &octet, 1, (off_t)place * (off_t)atomic_load(&mark_size));
    (void)written;
}

// Async-signal-safe: atomics without locks, pwrite, sigaction, raise.
static void crashed(int number) {
    int descriptor = atomic_load(&mark_descriptor);
    if (descriptor >= 0) {
        int place = current;
        if (place >= 0 && place < CRASH_MARK_PLACES) {
            mark(descriptor, place);
        } else {
            for (int other = 0; other < CRASH_MARK_PLACES; other++) {
                if (atomic_load(&in_use[other])) mark(descriptor, other);
            }
        }
    }
    // The signal is delivered again, to whoever would have had it, when this one returns.
    for (int index = 0; index < crash_count; index++) {
        if (crashes[index] == number) sigaction(number, &before[index], NULL);
    }
    raise(number);
}

void crash_mark_use(int descriptor, size_t place_size) {
    atomic_store(&mark_size, place_size);
    atomic_store(&mark_descriptor, descriptor);
    if (descriptor < 0 || atomic_flag_test_and_set(&is_installed)) return;
    for (int index = 0; index < crash_count; index++) {
        struct sigaction action;
        memset(&action, 0, sizeof action);
        action.sa_handler = crashed;
        action.sa_flags = SA_ONSTACK;
        sigemptyset(&action.sa_mask);
        sigaction(crashes[index], &action, &before[index]);
    }
}

void crash_mark_begin(int place) {
    if (place >= 0 && place < CRASH_MARK_PLACES) atomic_store(&in_use[place], 1);
}

void crash_mark_end(int place) {
    if (place >= 0 && place < CRASH_MARK_PLACES) atomic_store(&in_use[place], 0);
}

// A thread whose stack is full has none for the handler: it needs another. It is kept as long as the thread lives.
static void give_stack(void) {
    stack_t stack;
    has_stack = 1;
    if (sigaltstack(NULL, &stack) != 0 || !(stack.ss_flags & SS_DISABLE)) return;
    stack.ss_size = 1 << 16;
    stack.ss_sp = malloc(stack.ss_size);
    stack.ss_flags = 0;
    if (stack.ss_sp == NULL || sigaltstack(&stack, NULL) == 0) return;
    free(stack.ss_sp);
}

int crash_mark_enter(int place) {
    int earlier = current;
    if (place >= 0 && !has_stack) give_stack();
    current = place;
    return earlier;
}
