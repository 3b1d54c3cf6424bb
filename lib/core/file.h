/* Files as a filter reads and writes them: every read, write and close is checked, and a file that is written appears
 * whole under its name, or not at all. */
#ifndef ZH_FILE_H
#define ZH_FILE_H

#include "core/buffer.h"
#include "zh.h"

#include <stddef.h>
#include <sys/types.h>

struct zh_input {
    int descriptor;
    const char *name; /* as messages show it; borrowed from the operand */
};

/* Opens a file; "-" is standard input. Returns 0, or -1 with *error filled in. */
int zh_input_open(struct zh_input *input, const char *operand, struct zh_error *error);

/* Reads up to n bytes. Returns how many, 0 at the end, or -1 with *error filled in. */
ssize_t zh_input_read(struct zh_input *input, char *bytes, size_t n, struct zh_error *error);

void zh_input_close(struct zh_input *input);

struct zh_output {
    int descriptor;
    const char *name;         /* as messages show it; borrowed from the path */
    char *target;             /* what the file is renamed to; NULL: it is written directly */
    char *volatile temporary; /* what is there before; a signal handler may unlink it */
    mode_t mode;              /* of the file that is replaced; 0: there is none */
    struct zh_buffer pending; /* small writes, gathered */
    char last;                /* the last byte written; LF before the first */
};

/* Opens an output: NULL is standard output; a regular file, also through a symbolic link, is written beside its place
 * and renamed by zh_output_commit; anything else is written directly. Returns 0, or -1 with *error filled in. */
int zh_output_open(struct zh_output *output, const char *path, struct zh_error *error);

/* Returns 0, or -1 with *error filled in. */
int zh_output_write(struct zh_output *output, const char *bytes, size_t n, struct zh_error *error);

/* Writes what was gathered: for a reader who waits. Returns 0, or -1 with *error filled in. */
int zh_output_flush(struct zh_output *output, struct zh_error *error);

/* Flushes, syncs and closes, with the mode of the file that was there, and puts the file in its place. Returns 0, or
 * -1 with *error filled in and what was there before untouched. */
int zh_output_commit(struct zh_output *output, struct zh_error *error);

/* Closes and removes what is not committed; legal after zh_output_commit too. */
void zh_output_abandon(struct zh_output *output);

#endif
