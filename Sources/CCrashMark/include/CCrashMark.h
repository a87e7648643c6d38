#ifndef CCRASHMARK_H
#define CCRASHMARK_H

#include <stddef.h>

// Marks what was under way when the process crashed, in a file that the caller has opened.
//
// The file is an array of places of one size. A place is in use from crash_mark_begin to crash_mark_end. When the process
// gets SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP or SIGABRT, the first octet of the place that the thread is working on, or
// else of all places in use, becomes CRASH_MARK; then the signal does what it would have done.

#define CRASH_MARK_PLACES 64
#define CRASH_MARK 'c'

// Installs the handlers, once, and marks in `descriptor` from now on; -1 for none.
void crash_mark_use(int descriptor, size_t place_size);

void crash_mark_begin(int place);
void crash_mark_end(int place);

// Says what this thread works on; -1 for nothing. Gives what it worked on before.
int crash_mark_enter(int place);

#endif
